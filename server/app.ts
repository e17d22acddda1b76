import Fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify';
import { auditRoutes } from './audit/routes.ts';
import { settleDue } from './bookings/due.ts';
import { watchQueues } from './bookings/queue-metrics.ts';
import { bookingRoutes } from './bookings/routes.ts';
import { busyReading } from './calendars/busy/plugin.ts';
import { busyRoutes } from './calendars/busy/routes.ts';
import { watchCalendars } from './calendars/calendar-metrics.ts';
import { calendarFeedRoutes } from './calendars/feed/routes.ts';
import { calendarRoutes } from './calendars/routes.ts';
import { type Clock, type Elapsed, instant, elapsed as sinceStart } from './clock.ts';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';
import { readOnly } from './db/read-only.ts';
import { feedRoutes } from './feed/routes.ts';
import { admission } from './http/admission.ts';
import { checkBySchema, writeBySchema } from './http/compiled-schemas.ts';
import { entityTags } from './http/entity-tags.ts';
import { healthRoutes } from './http/health.ts';
import { openApi } from './http/openapi.ts';
import { origins } from './http/origins.ts';
import { endRefused, type Patience, serverPatience, patience as usual } from './http/patience.ts';
import { frameworkErrors, problems } from './http/problems.ts';
import { requestLog } from './http/request-log.ts';
import { security } from './http/security.ts';
import { stopping } from './http/stopping.ts';
import { answerUnreadable } from './http/unreadable.ts';
import { widgetFile } from './http/widget-file.ts';
import { forgetOldAnswers } from './idempotency/once-only.ts';
import { periodically } from './leases/periodically.ts';
import { byPortions } from './leases/portions.ts';
import { sendMail } from './messages/mail/sending.ts';
import { createMailTransport } from './messages/mail/transport.ts';
import { watchMessages } from './messages/message-metrics.ts';
import { outgoing, type Send } from './messages/plugin.ts';
import { unsubscribeRoutes } from './messages/unsubscribe/routes.ts';
import { readWebhookBody } from './messages/webhook-body.ts';
import { createWebhookSender } from './messages/webhooks/sender.ts';
import { metrics } from './metrics/metrics.ts';
import { auditRetention } from './office/audit-retention.ts';
import { reportRoutes } from './office/report/routes.ts';
import { retention } from './office/retention.ts';
import { forgetEnded } from './outbox/queries.ts';
import { meRoutes } from './people/routes.ts';
import { recordPeople, sightings } from './people/sightings.ts';
import { publishingRoutes } from './publishing/routes.ts';
import { slotRoutes } from './publishing/slot-routes.ts';
import { feedbackRoutes } from './sessions/feedback-routes.ts';
import { notesRoutes } from './sessions/notes-routes.ts';
import { recordings } from './sessions/recordings/plugin.ts';
import { recordingsOf } from './sessions/recordings/recordings.ts';
import { createSnapshots } from './slots/snapshots.ts';
import { forgetWordsBefore } from './slots/word-queries.ts';
import { watchUpkeep } from './upkeep/upkeep-metrics.ts';

export interface AppDeps {
  config: Config;
  database: Database;
  clock: Clock;
  /** For intervals; the process's own unless told. */
  elapsed?: Elapsed;
  /** The built bundle of the elements. */
  widget: URL;
  /** pino options, a logger, or false. */
  logger: FastifyServerOptions['logger'];
  /** Seconds between heartbeats of the feed. */
  heartbeatSeconds?: number;
  /** How often the clock is asked what is due in waiting lists, in ms; every two seconds unless told. */
  dueMs?: number;
  /** How often is looked for mails and webhooks to send, in ms; every second unless told. */
  sendMs?: number;
  /** How often is looked which calendars kept elsewhere are to be read, in ms; every two seconds unless told. */
  readCalendarsMs?: number;
  /** How often old answers under Idempotency-Keys are forgotten, in ms; an hour unless told. */
  sweepMs?: number;
  /** How often is looked whom nobody needs to know any more, in ms; every six hours unless told. */
  retainMs?: number;
  /** Where clients are waited for longer or shorter than usual. */
  patience?: Partial<Patience>;
}

/** How long what was sent is kept, for operators who look for it, in ms. */
const keptMs = 30 * 24 * 3_600_000;

/** The whole service, every plugin and route by name. It does not listen, and closing it leaves the database open. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const { config, clock, elapsed = sinceStart } = deps;
  const database = config.readOnly === null ? deps.database : readOnly(deps.database, config.readOnly);
  const patience = { ...usual, ...deps.patience };
  const app = Fastify({
    logger: deps.logger ?? false,
    // Its lines would have addresses; those of http/request-log.ts have routes.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy.length === 0 ? false : [...config.trustProxy],
    bodyLimit: 64 * 1024,
    routerOptions: { maxParamLength: 1024 },
    frameworkErrors,
    clientErrorHandler: answerUnreadable,
    ...serverPatience(patience),
    genReqId: () => crypto.randomUUID(),
    // Whatever still comes on an open connection is answered; Fastify's own refusal would not be a problem+json.
    return503OnClosing: false,
  });
  app.setValidatorCompiler(checkBySchema);
  app.setSerializerCompiler(writeBySchema);
  const see = recordPeople({ database, clock });

  if (config.logRequests) await app.register(requestLog);
  await app.register(stopping);
  await app.register(endRefused, { patience });
  await app.register(problems);
  await app.register(origins, { config });
  await app.register(admission, { config, clock, elapsed });
  await app.register(sightings, { see });
  await app.register(metrics, { database });
  await app.register(entityTags);
  await app.register(security);
  await app.register(openApi, { publicUrl: config.publicUrl });

  const snapshots = createSnapshots(database, clock);
  await app.register(feedRoutes, {
    config,
    clock,
    elapsed,
    see,
    onChange: database.onChange,
    onGap: database.onGap,
    introductionMs: patience.introduction,
    snapshots: snapshots.read,
    ...(deps.heartbeatSeconds !== undefined && { heartbeatSeconds: deps.heartbeatSeconds }),
  });
  const bookings = { database, clock, rules: config.rules };
  const publishing = { ...bookings, defaultTimeZone: config.defaultTimeZone };
  await app.register(publishingRoutes, publishing);
  await app.register(slotRoutes, { ...publishing, snapshots, publicRead: config.publicRead });
  const { publicRead, language } = config;
  await app.register(calendarRoutes, { database, clock, publicRead, language });
  await app.register(bookingRoutes, bookings);
  const { mediaDir, mediaMax } = config;
  await app.register(notesRoutes, {
    ...bookings,
    readRecordings: async (queries, slotId) =>
      mediaDir === null ? [] : recordingsOf(queries, slotId, clock()),
    uploadMax: mediaDir === null ? null : mediaMax,
  });
  await app.register(feedbackRoutes, { ...bookings, publicRead });
  watchQueues(app.metrics, database);
  watchUpkeep(app.metrics, database, clock);
  await app.register(
    periodically,
    settleDue({ ...bookings, ...(deps.dueMs !== undefined && { dueMs: deps.dueMs }) }),
  );
  await app.register(periodically, {
    database,
    clock,
    name: 'forgetting old answers, what was sent and words of what has begun',
    everyMs: deps.sweepMs ?? 3_600_000,
    async work(write) {
      await byPortions(write, (tx, most) => forgetOldAnswers(tx, clock(), most));
      await byPortions(write, (tx, most) => forgetEnded(tx, instant(clock() - keptMs), most));
      await byPortions(write, (tx, most) => forgetWordsBefore(tx, clock(), most));
    },
  });
  const { retain, retainAudit } = config;
  const nightly = { ...bookings, timeZone: config.defaultTimeZone, everyMs: deps.retainMs ?? 6 * 3_600_000 };
  if (retain !== null) await app.register(periodically, retention({ ...nightly, retain }));
  if (retainAudit !== null) await app.register(periodically, auditRetention({ ...nightly, retainAudit }));
  await app.register(calendarFeedRoutes, { database, clock, publicUrl: config.publicUrl, language });
  const { busyPrivateHosts: privateHosts } = config;
  watchCalendars(app.metrics, database);
  await app.register(busyRoutes, { database, clock, privateHosts });
  await app.register(busyReading, {
    database,
    clock,
    privateHosts,
    timeZone: config.defaultTimeZone,
    isMailSent: config.mail !== null,
    everyMs: deps.readCalendarsMs ?? 2_000,
  });
  await app.register(meRoutes, { database, clock, isMailSent: config.mail !== null });
  const tried = watchMessages(app.metrics, database, clock);
  const sending = { database, clock, elapsed, tried, everyMs: deps.sendMs ?? 1_000 };
  if (config.mail !== null) {
    const { mail } = config;
    const transport = createMailTransport(mail);
    const publicUrl = () => config.publicUrl ?? app.listeningOrigin;
    const send = sendMail({ ...sending, mail, publicUrl, transport });
    await app.register(outgoing, { ...sending, channel: 'mail', send, close: transport.close });
    await app.register(unsubscribeRoutes, { database, clock, language: mail.language });
  }
  if (config.webhook !== null) {
    const webhooks = createWebhookSender({ ...config.webhook, clock });
    const send: Send = async (message) =>
      webhooks.send({ id: message.id, body: await readWebhookBody(database.read, message) });
    await app.register(outgoing, { ...sending, channel: 'webhook', send, close: webhooks.close });
  }
  await app.register(reportRoutes, { database, clock, config });
  await app.register(auditRoutes, { database });
  // Last: a stop waits for uploads when all else has been told of it.
  await app.register(recordings, {
    database,
    clock,
    mediaDir,
    mediaMax,
    silenceMs: patience.upload,
    sweepMs: deps.sweepMs ?? 3_600_000,
  });
  await app.register(healthRoutes, { database });
  await app.register(widgetFile, { file: deps.widget });
  return app;
}
