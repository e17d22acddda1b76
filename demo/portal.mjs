/** Northfield Alumni, the portal: its pages, its sign-in, its token endpoint, and the service on the same address. */
import httpProxy from '@fastify/http-proxy';
import Fastify from 'fastify';
import { alumni } from './alumni.mjs';
import { outbox } from './mailbox.mjs';
import { office } from './office.mjs';
import { pages } from './pages.mjs';
import { findPerson, signInChoices } from './people.mjs';
import { createSessions } from './session.mjs';
import { tokenEndpoint } from './token.mjs';
import { workCalendar } from './work-calendar.mjs';

/**
 * Builds the portal; nothing listens yet. `secret` is the service's JWT_SECRET, `serviceUrl` where the service
 * listens, such as http://127.0.0.1:40123; `mails` what the demo's mail server has taken; `now` tells the time, ms.
 */
export async function buildPortal({ secret, serviceUrl, mails = [], now = Date.now }) {
  const portal = Fastify({ forceCloseConnections: true });
  const sessions = createSessions(secret);

  portal.register(pages, { sessions });
  tokenEndpoint(portal, { sessions, secret, now });
  portal.register(outbox, { sessions, mails });
  portal.register(office, { sessions, secret, serviceUrl });
  portal.register(workCalendar);

  portal.get('/portal/alumni', async () => ({ alumni: alumni.map(publicProfile) }));
  portal.get('/portal/me', async (request) => whoIs(sessions.personOf(request)));

  portal.post('/portal/sign-in', async (request, reply) => {
    const person = findPerson(request.body?.personId);
    if (!person) return reply.code(404).send({ message: 'Nobody here has that name.' });
    sessions.signIn(reply, person);
    return whoIs(person);
  });
  portal.post('/portal/sign-out', async (_request, reply) => {
    sessions.signOut(reply);
    return whoIs(undefined);
  });

  for (const prefix of served) {
    portal.register(httpProxy, {
      upstream: serviceUrl,
      prefix,
      rewritePrefix: prefix,
      websocket: prefix === '/api',
      replyOptions: { rewriteRequestHeaders: forwarded, onError: serviceIsAway },
      wsClientOptions: {
        rewriteRequestHeaders: (headers, request) =>
          forwarded(request, {
            ...headers,
            ...(request.headers.origin && { origin: request.headers.origin }),
          }),
      },
    });
  }
  return portal;
}

/** What the service answers; all else is the portal's. */
const served = ['/api', '/calendars', '/mentor-slots.js', '/mentor-slots', '/livez', '/readyz', '/metrics'];

/** The service sees the address and the origin that the browser used, and never the portal's cookie. */
function forwarded(request, { cookie: _portalsOwn, ...headers }) {
  return {
    ...headers,
    host: request.headers.host,
    'x-forwarded-for': request.ip,
    'x-forwarded-host': request.headers.host,
    'x-forwarded-proto': request.protocol,
  };
}

function serviceIsAway(reply) {
  reply.code(503).header('retry-after', '2').send({ message: 'The slot service does not answer just now.' });
}

function publicProfile({ email: _private, role: _role, ...profile }) {
  return profile;
}

function whoIs(person) {
  const brief = ({ id, name, role, headline }) => ({ id, name, role, headline });
  return { person: person ? brief(person) : null, choices: signInChoices.map(brief) };
}
