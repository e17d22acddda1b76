/**
 * A portal around one of the pages in this folder, at an address of its own: its directory, a sign-in without passwords,
 * the token endpoint, a strict Content-Security-Policy. The elements come from the service's address, which is another.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import serveStatic from '@fastify/static';
import Fastify from 'fastify';
import { alumni } from '../alumni.mjs';
import { findPerson } from '../people.mjs';
import { createSessions } from '../session.mjs';
import { tokenEndpoint } from '../token.mjs';

/**
 * Each page, where it lies once it is built, and the Trusted Types policies that its framework makes beside Lit's.
 * React makes none, and Angular makes `angular` only where a template binds innerHTML.
 */
export const hosts = {
  html: { folder: 'html', policies: [] },
  react: { folder: 'react/dist', policies: [] },
  vue: { folder: 'vue/dist', policies: ['vue'] },
  angular: { folder: 'angular/dist', policies: [] },
  svelte: { folder: 'svelte/dist', policies: ['svelte-trusted-html'] },
};

/** The address that the pages name; the portal puts the service's real one in its place. */
const placeholder = 'https://slots.example.edu';

/** Builds the portal of one host; nothing listens yet. `service()` is the service's origin, `secret` its JWT_SECRET. */
export async function buildHostPortal(name, { service, secret }) {
  const { folder, policies } = hosts[name];
  const root = fileURLToPath(new URL(`${folder}/`, import.meta.url));
  const portal = Fastify({ forceCloseConnections: true });
  const sessions = createSessions(secret);

  portal.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', contentSecurityPolicy(service(), policies));
    reply.header('x-content-type-options', 'nosniff');
  });
  portal.get('/', async (_request, reply) => {
    const page = await readFile(`${root}index.html`, 'utf8');
    return reply.type('text/html; charset=utf-8').send(page.replaceAll(placeholder, service()));
  });
  portal.get('/portal/directory', async (request) => {
    const person = sessions.personOf(request);
    return {
      person: person ? { id: person.id, name: person.name, role: person.role } : null,
      alumni: alumni.slice(0, 3).map(({ id, name, headline }) => ({ id, name, headline })),
    };
  });
  portal.post('/portal/sign-in', async (request, reply) => {
    const person = findPerson(request.body?.personId);
    if (!person) return reply.code(404).send({ message: 'Nobody here has that name.' });
    sessions.signIn(reply, person);
    return { id: person.id, name: person.name, role: person.role };
  });
  tokenEndpoint(portal, { sessions, secret });

  portal.get('/page.css', (_request, reply) =>
    reply.sendFile('page.css', fileURLToPath(new URL('.', import.meta.url))),
  );
  portal.register(serveStatic, { root, index: false });
  return portal;
}

/** Allows nothing inline, nothing from elsewhere but the elements, and HTML only by the named policies. */
function contentSecurityPolicy(service, policies) {
  return [
    "default-src 'none'",
    `script-src 'self' ${service}`,
    "style-src 'self'",
    `connect-src 'self' ${service} ${service.replace(/^http/, 'ws')}`,
    `media-src 'self' ${service}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${['lit-html', ...policies].join(' ')}`,
  ].join('; ');
}
