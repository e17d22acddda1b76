/** Runs the service beside the portal, as a process of its own. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Variables that the service must not get from the environment that the demo runs in: they would contradict what the demo sets. */
const demoDecides = ['JWKS_URL', 'JWT_ISSUER', 'JWT_AUDIENCE', 'JWT_ROLE_CLAIM', 'JWT_ROLE_MAP'];
const warning = 40;
/** What of them would tell people of what was long ago. */
const tellsPeople = ['SMTP_URL', 'MAIL_FROM', 'WEBHOOK_URL', 'WEBHOOK_SECRET'];
/** How long, in ms, the service may take to stop: less than the five seconds in which everything has to be down. */
const patience = 4_000;

/**
 * Starts the service, which sends mail by `mailUrl` unless the environment names a server; links in mails lead to `portalUrl`, and calendars may be read from there;
 * recordings lie in `mediaDir`. `ready` resolves to its address once it answers, `exited` to a reason when the process ends;
 * `stop()` ends it and resolves when it is gone. With `ownClock` it tells nobody of anything, and `setClock(ms)` sets what time it is for it.
 */
export function startService({ env, secret, databaseUrl, mediaDir, mailUrl, portalUrl, ownClock = false }) {
  const environment = { ...env };
  for (const name of [...demoDecides, ...(ownClock ? tellsPeople : [])]) delete environment[name];
  const clock = ownClock ? ['--import', new URL('./other-clock.mjs', import.meta.url).href] : [];
  const main = fileURLToPath(new URL('../server/dist/main.js', import.meta.url));
  const child = spawn(process.execPath, [...clock, main], {
    env: {
      ...(mailUrl && {
        SMTP_URL: mailUrl,
        MAIL_FROM: 'Northfield Alumni <mentoring@northfield.example>',
      }),
      ...(portalUrl && {
        PUBLIC_URL: portalUrl,
        PORTAL_LINK: `${portalUrl}/?alumni={alumniId}&tab=mentorship`,
        // The portal has a calendar to try busy times with; real ones are on the open internet.
        BUSY_PRIVATE_HOSTS: new URL(portalUrl).host,
      }),
      ...(mediaDir && { MEDIA_DIR: mediaDir }),
      ...environment,
      HOST: '127.0.0.1',
      PORT: '0',
      DATABASE_URL: databaseUrl,
      JWT_SECRET: secret,
      TRUST_PROXY: '127.0.0.1',
      LOG_LEVEL: 'info',
      STOP_GRACE: '0s',
      ...(ownClock && { RATE_LIMIT: '1000000' }),
    },
    stdio: ['ignore', 'pipe', 'inherit', ...(ownClock ? ['ipc'] : [])],
    // Ctrl-C reaches every process of the terminal; the service is stopped once, by us.
    detached: process.platform !== 'win32',
  });
  const exited = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
  });

  async function stop() {
    child.kill('SIGTERM');
    await Promise.race([exited, wait(patience, undefined, { ref: false })]);
    child.kill('SIGKILL');
  }

  function setClock(now) {
    return new Promise((resolve) => {
      child.once('message', resolve);
      child.send({ now });
    });
  }

  return { ready: listeningAddress(child.stdout).then(whenReady), exited, stop, setClock };
}

/** Reads the service's log: takes its address from it, and prints warnings and errors. */
function listeningAddress(output) {
  return new Promise((resolve) => {
    createInterface({ input: output }).on('line', (line) => {
      const entry = parse(line);
      const address = entry?.msg?.match(/Server listening at (http:\S+)/)?.[1];
      if (address) resolve(address);
      // That its database is new is nothing to warn of in a demo.
      if (!entry || (entry.level >= warning && !entry.schema)) process.stderr.write(`${line}\n`);
    });
  });
}

function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

async function whenReady(url) {
  for (;;) {
    const response = await fetch(new URL('/readyz', url));
    if (response.ok) return url;
    await wait(50);
  }
}
