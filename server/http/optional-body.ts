import type { FastifyRequest } from 'fastify';

/** A `preValidation` hook for a route whose body may be left out: no body counts as an empty object. */
export async function optionalBody(request: FastifyRequest): Promise<void> {
  if (request.body === undefined) request.body = {};
}
