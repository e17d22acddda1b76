/** Sends what `fetch` would not, over connections that are kept, and says what an answer must not. */
import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

export interface Sender {
  send(
    method: string,
    path: string,
    headers: Record<string, string>,
    body: Buffer | null,
  ): Promise<RawAnswer>;
  close(): void;
}

export function createSender(url: string): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const { hostname, port } = new URL(url);
  return {
    send: (method, path, headers, body) =>
      new Promise((resolve, reject) => {
        // Node leaves the length out where the method seldom has a body.
        const all = { ...headers, ...(body !== null && { 'content-length': String(body.length) }) };
        const asked = httpRequest({ agent, hostname, port, method, path, headers: all }, (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              text: Buffer.concat(chunks).toString(),
            }),
          );
        });
        asked.on('error', reject);
        asked.end(body ?? undefined);
      }),
    close: () => agent.destroy(),
  };
}

const innards: readonly RegExp[] = [
  /sqlite|postgres|kysely|\bpg_|better-sqlite3/i,
  /\bselect\b.*\bfrom\b|\binsert into\b|\bupdate\b.*\bset\b|violates|constraint|syntax error/is,
  /\n\s+at |\.(ts|js|mjs):\d+|node_modules|node:internal/,
  /\/dev\/shm|\/tmp\/|\/server\/|\/dist\//,
  /(Type|Range|Syntax|Reference)Error|Cannot read prop|is not a function|\[object Object\]|E(CONN|NOENT|ACCES|PIPE)/,
];

/** What an answer tells of the service's inside, SQL, a stack, a path of the machine; null where nothing. */
export function innardsIn(text: string): string | null {
  if (text.includes(process.cwd())) return process.cwd();
  for (const pattern of innards) {
    const found = pattern.exec(text);
    if (found !== null) return found[0];
  }
  return null;
}

/** What is wrong with an answer to whatever was asked, in words; null where nothing is. */
export function wrongWith({ status, headers, text }: RawAnswer, method: string): string | null {
  if (status >= 500) return `${status} ${text}`;
  const told = innardsIn(text) ?? innardsIn(JSON.stringify(headers));
  if (told !== null) return `tells of the inside: ${told}`;
  if (status < 400 || method === 'HEAD') return null;
  if (!headers['content-type']?.startsWith('application/problem+json')) return `no problem: ${text}`;
  return typeof JSON.parse(text).code === 'string' ? null : `no code: ${text}`;
}
