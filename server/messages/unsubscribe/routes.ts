/**
 * `/api/unsubscribe/…`: the link in reminders, which needs no login (RFC 8058). Programs that look into mails open every
 * link: opening it changes nothing, only its button does, or the mail program's own by POST.
 */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Language } from '@mentor-slots/contract';
import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db/database.ts';
import { unsubscribePath } from '../links.ts';
import { type PageState, unsubscribePage } from './page.ts';
import { readReminders, switchReminders } from './reminders.ts';

const helmet = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      styleSrc: ["'unsafe-inline'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
};

export const unsubscribeRoutes: FastifyPluginAsyncTypebox<{
  database: Database;
  clock: Clock;
  language: Language;
}> = async (app, { database, clock, language }) => {
  const path = unsubscribePath(':key');
  const schema = {
    hide: true,
    params: Type.Object({ key: Type.String({ pattern: '^[0-9a-f-]{36}$' }) }),
  };
  const show = (reply: FastifyReply, spoken: Language | null, state: PageState) =>
    reply
      .code(state === 'unknown' ? 404 : 200)
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'no-referrer')
      .type('text/html; charset=utf-8')
      .send(unsubscribePage(spoken ?? language, state));

  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  );

  app.get(path, { schema, helmet }, async (request, reply) => {
    const reminded = await readReminders(database.read, request.params.key);
    if (reminded === null) return show(reply, null, 'unknown');
    return show(reply, reminded.language, reminded.isOn ? 'asked' : 'off');
  });

  app.post(path, { schema, helmet }, async (request, reply) => {
    const isOn = request.body instanceof URLSearchParams && request.body.get('reminders') === 'on';
    const { key } = request.params;
    const reminded = await database.write((tx) => switchReminders(tx, key, isOn, clock()));
    if (reminded === null) return show(reply, null, 'unknown');
    return show(reply, reminded.language, isOn ? 'on' : 'off');
  });
};
