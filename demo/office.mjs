/**
 * What the alumni office's page asks the portal itself: who there is, which only the portal knows, and the report as a file, which
 * the portal fetches with a token of its own making, so that it is a plain link.
 */
import { alumni } from './alumni.mjs';
import { students } from './people.mjs';
import { mintToken } from './token.mjs';

/** Fastify plugin: `/portal/office/people` and `/portal/office/report.csv`, for the office alone. Needs `{ sessions, secret, serviceUrl }`. */
export async function office(portal, { sessions, secret, serviceUrl }) {
  portal.addHook('onRequest', async (request, reply) => {
    if (sessions.personOf(request)?.role === 'admin') return;
    return reply.code(403).send({ message: 'This is for the alumni office.' });
  });

  portal.get('/portal/office/people', async (request) => {
    const brief = ({ id, name, headline }) => ({ id, name, headline });
    return {
      students: students.map(brief),
      alumni: alumni.map(brief),
      office: [brief(sessions.personOf(request))],
    };
  });

  portal.get('/portal/office/report.csv', async (request, reply) => {
    const url = new URL('/api/admin/report.csv', serviceUrl);
    url.search = new URL(request.url, serviceUrl).search;
    const token = await mintToken(sessions.personOf(request), secret);
    const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    for (const name of ['content-type', 'content-disposition'])
      if (answer.headers.has(name)) reply.header(name, answer.headers.get(name));
    return reply
      .code(answer.status)
      .header('cache-control', 'private, no-store')
      .send(Buffer.from(await answer.arrayBuffer()));
  });
}
