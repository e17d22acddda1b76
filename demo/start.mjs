/**
 * What `npm start` runs: installs and builds what is missing, starts the service with demo data, and the portal in
 * front of it. Plain Node until everything is installed.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { prepare, root } from '../.ci/prepare.mjs';

const host = process.env.HOST || '127.0.0.1';
const wanted = Number(process.env.PORT || 3000);

async function main() {
  const port = await freePort();
  await prepare();
  const secret = process.env.JWT_SECRET || demoSecret();
  const databaseUrl = process.env.DATABASE_URL || 'sqlite:data/mentor-slots.db';
  const mediaDir = join(root, 'data/recordings');
  mkdirSync(mediaDir, { recursive: true });

  const [
    { startService },
    { startMailbox },
    { nameWorkCalendar, seed },
    { seedPast },
    { buildPortal },
    { signInChoices },
  ] = await Promise.all([
    import('./service.mjs'),
    import('./mailbox.mjs'),
    import('./seed.mjs'),
    import('./past.mjs'),
    import('./portal.mjs'),
    import('./people.mjs'),
  ]);
  process.stdout.write('Starting the service…\n');
  const mailbox = await startMailbox();
  const portalUrl = `http://${shownHost()}:${port}`;
  const service = startService({ root, secret, databaseUrl, mediaDir, mailUrl: mailbox.url, portalUrl });
  let portal;
  let isStopping = false;
  async function stop(exitCode) {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(exitCode), 4_700).unref();
    await service.stop();
    await portal?.close();
    await mailbox.close();
    process.exit(exitCode);
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop(0));
  service.exited.then((reason) => {
    if (isStopping) return;
    process.stderr.write(`The service has stopped (${reason}), so the portal stops too.\n`);
    stop(1);
  });

  try {
    const serviceUrl = await service.ready;
    process.stdout.write('Filling the demo where it is empty: a few seconds…\n');
    const startPast = () => startService({ root, secret, databaseUrl, ownClock: true });
    const past = await seedPast({ serviceUrl, secret, startPast });
    if (past > 0) process.stdout.write(`Demo data: ${past} sessions of the last months.\n`);
    const { slots, bookings } = await seed({ serviceUrl, secret });
    if (slots > 0) process.stdout.write(`Demo data: ${slots} sessions opened, ${bookings} seats booked.\n`);
    portal = await buildPortal({ secret, serviceUrl, mails: mailbox.mails });
    await portal.listen({ host, port });
    await nameWorkCalendar({ serviceUrl, secret, portalUrl });
    greet(portalUrl, signInChoices);
  } catch (error) {
    if (isStopping) return;
    process.stderr.write(`${listenProblem(error)}\n`);
    await stop(1);
  }
}

function greet(portalUrl, people) {
  const named = (role) =>
    people
      .filter((person) => person.role === role)
      .map(({ name }) => name)
      .join(', ');
  process.stdout.write(`
Northfield Alumni is open at ${portalUrl}
The mails that it sends are under “Outbox”; none leaves this machine.

Sign in, without a password, as
  student        ${named('student')}
  alumni         ${named('alumni')}
  alumni office  ${named('admin')}

Ctrl-C stops it.
`);
}

/** The host as one types it. */
function shownHost() {
  return ['127.0.0.1', '0.0.0.0', '::', '::1', 'localhost'].includes(host) ? 'localhost' : host;
}

/** The port, 0 made one that is free. Asked first, so that nobody waits for a build to be told that it is taken. */
async function freePort() {
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535) {
    throw new Error(`PORT is "${process.env.PORT}"; expected a whole number from 0 to 65535.`);
  }
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(new Error(listenProblem(error))));
    probe.listen({ host, port: wanted }, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function listenProblem(error) {
  if (error.code === 'EADDRINUSE') {
    return `Port ${wanted} on ${host} is taken. Stop what listens there, or choose another: PORT=3001 npm start`;
  }
  return error.message;
}

/** One secret for service and portal, kept so that tokens and sign-ins outlive a restart. */
function demoSecret() {
  const path = join(root, 'data/demo-secret');
  if (!existsSync(path)) {
    mkdirSync(join(root, 'data'), { recursive: true });
    writeFileSync(path, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  }
  return readFileSync(path, 'utf8').trim();
}

main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
