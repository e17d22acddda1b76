/**
 * The demo's mail server: it takes what the service sends, keeps it in memory and passes nothing on. A real portal has
 * one already, or a provider; see docs/messages.md.
 */
import { buffer } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** So many are kept. */
const kept = 500;

/** Listens at a free port of this machine. `mails` are newest first: `{ id, at, to, subject, text, html, invitation }`. */
export async function startMailbox() {
  const mails = [];
  let count = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    async onData(stream, session, callback) {
      // Whoever sends may be gone in the middle of it.
      const raw = await buffer(stream).catch(() => null);
      if (!raw) return callback();
      const { subject, text, html, attachments } = await PostalMime.parse(raw, {
        attachmentEncoding: 'utf8',
      });
      const invitation = attachments.find(({ mimeType }) => mimeType === 'text/calendar')?.content ?? null;
      const to = session.envelope.rcptTo.map(({ address }) => address);
      count += 1;
      mails.unshift({ id: String(count), at: new Date().toISOString(), to, subject, text, html, invitation });
      mails.splice(kept);
      callback();
    },
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    mails,
    url: `smtp://127.0.0.1:${server.server.address().port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** What is in a mail is shown alone in a frame: no script, and nothing from elsewhere. */
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups; frame-ancestors 'self'";

/** Fastify plugin: the mails to whoever is signed in; to nobody and to the office those to everybody. Needs `{ sessions, mails }`. */
export async function outbox(portal, { sessions, mails }) {
  const seenBy = (request) => {
    const person = sessions.personOf(request);
    const isAll = !person || person.role === 'admin';
    return isAll ? mails : mails.filter(({ to }) => to.includes(person.email));
  };
  const find = (request) => seenBy(request).find(({ id }) => id === request.params.id);

  portal.get('/portal/outbox', async (request) => ({
    mails: seenBy(request)
      .slice(0, 100)
      .map(({ id, at, to, subject, invitation }) => ({
        id,
        at,
        to,
        subject,
        invitation: invitation !== null,
      })),
  }));

  portal.get('/portal/outbox/:id', async (request, reply) => {
    const mail = find(request);
    if (!mail) return reply.code(404).send({ message: 'There is no such mail.' });
    return reply
      .header('content-security-policy', mailPolicy)
      .type('text/html; charset=utf-8')
      .send(mail.html);
  });

  portal.get('/portal/outbox/:id/invitation', async (request, reply) => {
    const invitation = find(request)?.invitation;
    if (!invitation) return reply.code(404).send({ message: 'There is no invitation in this mail.' });
    return reply
      .header('content-disposition', 'attachment; filename="invite.ics"')
      .type('text/calendar; charset=utf-8')
      .send(invitation);
  });
}
