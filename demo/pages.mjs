/** The portal's pages in one layout, and the static files. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import serveStatic from '@fastify/static';

/** Allows only what comes from this address, no inline script or style, and HTML that Lit writes. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "media-src 'self'",
  "frame-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

const titles = {
  directory: 'Directory',
  sessions: 'Sessions',
  calendar: 'Calendar',
  'my-sessions': 'My sessions',
  office: 'Programme office',
  outbox: 'Outbox',
  'not-found': 'Not found',
};

/** Fastify plugin: `/`, `/sessions`, `/calendar`, `/my-sessions`, `/office`, `/outbox` and the static files. Needs `{ sessions }`. */
export async function pages(portal, { sessions }) {
  portal.addHook('onSend', async (_request, reply) => {
    // A mail in its frame has a stricter one of its own.
    if (!reply.hasHeader('content-security-policy'))
      reply.header('content-security-policy', contentSecurityPolicy);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'same-origin');
  });

  for (const [name, title] of Object.entries(titles)) {
    const page = await readPage(name, title);
    const show = async (request, reply) => {
      const role = sessions.personOf(request)?.role ?? 'visitor';
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
      return page.replace('{{role}}', role);
    };
    if (name === 'not-found') portal.setNotFoundHandler((request, reply) => show(request, reply.code(404)));
    else portal.get(pathOf(name), show);
  }

  portal.register(serveStatic, { root: fileURLToPath(new URL('./public', import.meta.url)) });
}

function pathOf(name) {
  return name === 'directory' ? '/' : `/${name}`;
}

/** Sessions are a part of the directory. */
function inMasthead(name) {
  return name === 'sessions' ? '/' : pathOf(name);
}

async function readPage(name, title) {
  const layout = await read('layout');
  return layout
    .replaceAll('{{title}}', title)
    .replaceAll('{{page}}', name)
    .replace(`<a href="${inMasthead(name)}"`, '$& aria-current="page"')
    .replace('{{main}}', await read(name))
    .replace('{{profile}}', await read('profile'));
}

function read(name) {
  return readFile(new URL(`./pages/${name}.html`, import.meta.url), 'utf8');
}
