/** The demo portal on a database that was filled once in this run of the tests: half a year of demo data takes ten seconds to make. */
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { inject } from 'vitest';
import { root } from '../.ci/prepare.mjs';
import { seedPast } from '../demo/past.mjs';
import { seed } from '../demo/seed.mjs';
import { startService } from '../demo/service.mjs';
import { type Portal, portalSecret as secret, startPortal } from './portal.ts';

export async function startFilledPortal(): Promise<Portal> {
  return startPortal(await filledDatabase());
}

/** The file; whoever comes first makes it, as a first `npm start` does. */
async function filledDatabase(): Promise<string> {
  const folder = inject('runFolder');
  const filled = join(folder, 'filled.db');
  const filling = join(folder, 'filling');
  while (!existsSync(filled)) {
    if (mkdirSync(filling, { recursive: true }) === undefined) await delay(100);
    else await fill(join(filling, 'portal.db')).then(() => renameSync(join(filling, 'portal.db'), filled));
  }
  return filled;
}

async function fill(path: string): Promise<void> {
  const databaseUrl = `sqlite:${path}`;
  const service = startService({ root, secret, databaseUrl });
  try {
    const serviceUrl = await service.ready;
    const startPast = () => startService({ root, secret, databaseUrl, ownClock: true });
    await seedPast({ serviceUrl, secret, startPast });
    await seed({ serviceUrl, secret });
  } finally {
    await service.stop();
  }
}
