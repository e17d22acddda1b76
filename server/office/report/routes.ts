import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Report, type ReportQuery, ReportQuerySchema, ReportSchema } from '@mentor-slots/contract';
import Type from 'typebox';
import { type Clock, instant } from '../../clock.ts';
import type { Config } from '../../config.ts';
import type { Database } from '../../db/database.ts';
import { requireRole } from '../../http/identity.ts';
import { describeRoute } from '../../http/openapi.ts';
import { readRange } from './range.ts';
import { readReport } from './report.ts';
import { csvOf } from './report-rows.ts';

/** `/api/admin/report`: what `mentor-slots report` says, for admins. */
export const reportRoutes: FastifyPluginAsyncTypebox<{
  database: Database;
  clock: Clock;
  config: Pick<Config, 'defaultTimeZone' | 'jwtCohortClaim'>;
}> = async (app, { database, clock, config }) => {
  const read = async (query: ReportQuery): Promise<Report> => {
    const range = readRange(query, config);
    return readReport(database.read, query.by ?? 'month', { ...range, endedBy: instant(clock()) });
  };

  app.get(
    '/api/admin/report',
    {
      schema: {
        ...describeRoute('readReport', 'What the sessions that are over came to', 'admin', {
          problems: ['unknown_time_zone'],
          detail:
            'A line for each month unless told, and the total. `from` and `to` are months or days, both included, in `timeZone` ' +
            '(unless told, that of the service). Figures about people are null where fewer than five took part, or where ' +
            'a difference would tell of fewer; a rating is of three people or more. By cohort needs JWT_COHORT_CLAIM: a student of two ' +
            'cohorts counts in both.',
        }),
        querystring: ReportQuerySchema,
        response: { 200: ReportSchema },
      },
    },
    async (request, reply) => {
      requireRole(request, 'admin');
      reply.header('cache-control', 'private, no-store');
      return read(request.query);
    },
  );

  app.get(
    '/api/admin/report.csv',
    {
      schema: {
        ...describeRoute('readReportAsCsv', 'The same as CSV, for a spreadsheet', 'admin', {
          problems: ['unknown_time_zone'],
          detail: 'RFC 4180, UTF-8 with the mark in front that Excel needs. What is masked is empty.',
        }),
        querystring: ReportQuerySchema,
        response: { 200: { content: { 'text/csv': { schema: Type.String() } } } },
      },
    },
    async (request, reply) => {
      requireRole(request, 'admin');
      const report = await read(request.query);
      return reply
        .header('cache-control', 'private, no-store')
        .header('content-disposition', `attachment; filename="${fileName(report)}"`)
        .type('text/csv; charset=utf-8')
        .send(csvOf(report.by, report.rows));
    },
  );
};

function fileName({ by, from, to }: Report): string {
  return `${['mentoring', from, to === from ? undefined : to, `by-${by}`].filter(Boolean).join('-')}.csv`;
}
