/**
 * The demo: the service with demo data, and the portal in front of it. `npm start` runs it in a clone, `mentor-slots demo` where
 * the service is installed. Plain Node until everything is installed.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/**
 * Runs until Ctrl-C or SIGTERM. `data` is the folder for what it keeps. Of `env` HOST and PORT are the portal's, and all that the
 * service reads is handed on to it. `command` is how one types it, `prepare` what has to be done before anything is loaded. Resolves once
 * the portal is open; throws a sentence where it cannot be.
 */
export async function runDemo({ data, command, env = process.env, prepare = async () => {} }) {
  const host = env.HOST || '127.0.0.1';
  const wanted = env.PORT || '3000';
  const port = await freePort(host, wanted, command);
  await prepare();
  const mediaDir = join(data, 'recordings');
  mkdirSync(mediaDir, { recursive: true });
  const secret = env.JWT_SECRET || demoSecret(data);
  const databaseUrl = env.DATABASE_URL || `sqlite:${join(data, 'mentor-slots.db')}`;

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
  const portalUrl = `http://${shownHost(host)}:${port}`;
  const service = startService({ env, secret, databaseUrl, mediaDir, mailUrl: mailbox.url, portalUrl });
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
    const startPast = () => startService({ env, secret, databaseUrl, ownClock: true });
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
    process.stderr.write(`${listenProblem(error, host, port, command)}\n`);
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
function shownHost(host) {
  return ['127.0.0.1', '0.0.0.0', '::', '::1', 'localhost'].includes(host) ? 'localhost' : host;
}

/** The port, 0 made one that is free. Asked first, so that nobody waits for a build to be told that it is taken. */
async function freePort(host, wanted, command) {
  const port = /^\d{1,5}$/.test(wanted) ? Number(wanted) : Number.NaN;
  if (!(port <= 65_535)) throw new Error(`PORT is "${wanted}"; expected a whole number from 0 to 65535.`);
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(new Error(listenProblem(error, host, port, command))));
    probe.listen({ host, port }, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function listenProblem(error, host, port, command) {
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} on ${host} is taken. Stop what listens there, or choose another: PORT=3001 ${command}`;
  }
  return error.message;
}

/** One secret for service and portal, kept so that tokens and sign-ins outlive a restart. */
function demoSecret(data) {
  const path = join(data, 'demo-secret');
  if (!existsSync(path)) writeFileSync(path, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  return readFileSync(path, 'utf8').trim();
}
