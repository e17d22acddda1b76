/** Several nodes on one PostgreSQL database behind nginx, as docs/operations.md sets them up. Ended with the test. */
import { onTestFinished } from 'vitest';
import { freePort } from './free-port.ts';
import { freshDatabase } from './fresh-database.ts';
import { startNginx } from './nginx.ts';
import { type ServiceProcess, serviceEnvironment, startProcess } from './process.ts';
import { signToken } from './service.ts';

export interface Node {
  /** Past nginx. */
  url: string;
  process(): ServiceProcess;
  /** Starts it again at the same port, once the one before has ended. */
  start(): Promise<void>;
}

export interface Cluster {
  /** nginx. */
  url: string;
  databaseUrl: string;
  nodes: Node[];
}

export async function startCluster(count: number, env: Record<string, string> = {}): Promise<Cluster> {
  const fresh = await freshDatabase();
  const ports: number[] = [];
  while (ports.length < count) ports.push(await freePort());
  const nodes = ports.map((port) =>
    startNode({
      ...serviceEnvironment(''),
      DATABASE_URL: fresh.url,
      PORT: String(port),
      TRUST_PROXY: '127.0.0.1/32',
      ...env,
    }),
  );
  onTestFinished(async () => {
    for (const node of nodes) node.process().child.kill('SIGKILL');
    await Promise.all(nodes.map((node) => node.process().exited));
    await fresh.drop();
  });
  await Promise.all(nodes.map((node) => node.process().url));
  return { url: await startNginx(ports), databaseUrl: fresh.url, nodes };
}

function startNode(env: Record<string, string>): Node {
  let current = startProcess(env);
  return {
    url: `http://127.0.0.1:${env.PORT}`,
    process: () => current,
    async start() {
      await current.exited;
      current = startProcess(env);
      await current.url;
    },
  };
}

export interface Answered<Body> {
  status: number;
  body: Body & { code?: string };
  retryAfter: string | null;
}

/** One request as this person; a body is sent as JSON. Rejects where no HTTP answer came, within `patience` ms. */
export async function ask<Body>(
  url: string,
  path: string,
  who?: { sub: string; role: string },
  body?: unknown,
  patience = 120_000,
): Promise<Answered<Body>> {
  const response = await fetch(url + path, {
    signal: AbortSignal.timeout(patience),
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(who !== undefined && { authorization: `Bearer ${signToken(who)}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return {
    status: response.status,
    body: isJson ? JSON.parse(text) : { code: text.slice(0, 100) },
    retryAfter: response.headers.get('retry-after'),
  };
}
