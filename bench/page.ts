/** Open pages, as the service sees them: sockets that follow one mentor. */
import { once } from 'node:events';
import { WebSocket } from 'ws';

/** Resolves when the page has its snapshot. `from` is the address it comes from: only so many may come from one. */
export async function openPage(url: string, alumniId: string, from = '127.0.0.1'): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/slots/feed`, { localAddress: from });
  await once(socket, 'open');
  const shown = new Promise<void>((resolve, reject) => {
    socket.on('close', (code) => reject(new Error(`A page was closed with ${code}`)));
    socket.on('message', (data: Buffer) => {
      if (data.toString().startsWith('{"type":"snapshot"')) resolve();
    });
  });
  socket.send(JSON.stringify({ type: 'subscribe', alumniIds: [alumniId] }));
  await shown;
  return socket;
}

/** Opens pages until there are so many, fifty at a time, 2,000 from each address. */
export async function openPages(
  url: string,
  alumniId: string,
  count: number,
  pages: WebSocket[] = [],
): Promise<WebSocket[]> {
  while (pages.length < count) {
    const some = Math.min(50, count - pages.length);
    const from = `127.0.0.${1 + Math.floor(pages.length / 2000)}`;
    const opened = Array.from({ length: some }, () => openPage(url, alumniId, from));
    pages.push(...(await Promise.all(opened)));
  }
  return pages;
}

/** Resolves to the first frame of this type that a page gets from now on. */
export function nextFrame(page: WebSocket, type: string): Promise<string> {
  return new Promise((resolve) => {
    const look = (data: Buffer) => {
      const frame = data.toString();
      if (!frame.startsWith(`{"type":"${type}"`)) return;
      page.off('message', look);
      resolve(frame);
    };
    page.on('message', look);
  });
}
