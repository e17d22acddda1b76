import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { ChangeMeSchema, MeSchema } from '@mentor-slots/contract';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { requireCaller } from '../http/identity.ts';
import { describeRoute } from '../http/openapi.ts';
import { changeMe, readMe } from './me.ts';

/** `/api/me`: what mails to the caller go by. */
export const meRoutes: FastifyPluginAsyncTypebox<{
  database: Database;
  clock: Clock;
  /** Does this service send mail? */
  isMailSent: boolean;
}> = async (app, { database, clock, isMailSent }) => {
  app.get(
    '/api/me',
    {
      schema: {
        ...describeRoute('readMe', 'What mails to me go by', 'signed in'),
        response: { 200: MeSchema },
      },
    },
    (request) => readMe(database.read, requireCaller(request), isMailSent),
  );

  app.put(
    '/api/me',
    {
      schema: {
        ...describeRoute('changeMe', 'Tell my time zone and language, and choose reminders', 'signed in', {
          problems: ['unknown_time_zone'],
          detail:
            'What is left out stays. The elements tell zone and language of whoever uses them; the token’s claims ' +
            '`zoneinfo` and `locale` weigh more, and the answer says what counts.',
        }),
        body: ChangeMeSchema,
        response: { 200: MeSchema },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      return database.write(async (tx) => {
        await changeMe(tx, caller, request.body, clock());
        return readMe(tx, caller, isMailSent);
      });
    },
  );
};
