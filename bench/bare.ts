/** A bare Fastify beside the service: the same bytes, the same token and schemas, nothing behind them. */
import jwt from '@fastify/jwt';
import { type Booking, BookingSchema, BookSchema } from '@mentor-slots/contract';
import Fastify, { type FastifyInstance } from 'fastify';
import { secret } from './tokens.ts';

/** `list` is the text of a list, `booking` what is answered to each who books. */
export function buildBare(list: string, booking: Booking): FastifyInstance {
  const app = Fastify();
  app.register(jwt, { secret });
  app.get('/api/slots/alumni/:id', (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(list),
  );
  app.get('/unchanged', (_request, reply) => reply.code(304).header('etag', '"as it was"').send());
  app.post(
    '/api/slots/book',
    {
      schema: { body: BookSchema, response: { 201: BookingSchema } },
      onRequest: (request) => request.jwtVerify(),
    },
    (_request, reply) => reply.code(201).send(booking),
  );
  return app;
}
