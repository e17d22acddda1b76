/** The page that shows the calendars. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Host {
  origin: string;
  close(): void;
}

const types: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css' };

/** Serves these files by their paths, and an empty page at every other. */
export async function startHost(files: ReadonlyMap<string, string>): Promise<Host> {
  const server = createServer(({ url = '' }, response) => {
    response.setHeader('content-type', types[url.split('.').at(-1) ?? ''] ?? 'text/html');
    response.end(
      files.get(url) ?? '<!doctype html><html lang="en-GB"><link rel="stylesheet" href="/month.css"><body>',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
