import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { AuditPageSchema, AuditQuerySchema } from '@mentor-slots/contract';
import type { Database } from '../db/database.ts';
import { requireRole } from '../http/identity.ts';
import { describeRoute } from '../http/openapi.ts';
import { readAudit } from './reading.ts';

/** `/api/admin/audit`: who did what to which slot and booking, for admins. */
export const auditRoutes: FastifyPluginAsyncTypebox<{ database: Database }> = async (app, deps) => {
  app.get(
    '/api/admin/audit',
    {
      schema: {
        ...describeRoute('readAudit', 'Who did what to which slot and booking', 'admin', {
          detail:
            'Newest first; what is given in the query must all hold. `personId` finds what somebody did and what was ' +
            'done to their slots and bookings. Entries hold times, seats, statuses and the names of changed fields, ' +
            'never what people wrote.',
        }),
        querystring: AuditQuerySchema,
        response: { 200: AuditPageSchema },
      },
    },
    async (request) => {
      requireRole(request, 'admin');
      return readAudit(deps.database.read, request.query);
    },
  );
};
