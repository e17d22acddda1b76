/** `node demo/hosts/open.mjs react`: installs and builds one of the pages, and serves it beside a service of its own. */
import { randomBytes } from 'node:crypto';
import { prepare, root } from '../../.ci/prepare.mjs';

const name = process.argv[2] ?? 'html';

await prepare();
const [{ buildHostPortal, hosts }, { buildHost }, { startService }, { seed }] = await Promise.all([
  import('./portal.mjs'),
  import('./build.mjs'),
  import('../service.mjs'),
  import('../seed.mjs'),
]);
if (!(name in hosts))
  throw new Error(`There is no "${name}" here; expected one of ${Object.keys(hosts).join(', ')}.`);
await buildHost(name);

const secret = randomBytes(32).toString('base64url');
let serviceUrl = '';
const portal = await buildHostPortal(name, { service: () => serviceUrl, secret });
const origin = await portal.listen({ host: '127.0.0.1', port: Number(process.env.PORT ?? 0) });
process.env.ALLOWED_ORIGINS = origin;
const service = startService({ root, secret, databaseUrl: 'sqlite::memory:' });
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    await service.stop();
    process.exit(0);
  });
}
serviceUrl = await service.ready;
await seed({ serviceUrl, secret });
process.stdout.write(`The ${name} page is open at ${origin}\n`);
