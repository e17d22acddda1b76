import type { FastifyReply, FastifyRequest, RequestPayload } from 'fastify';

/**
 * Hooks of a route whose body may be left out, or is not read: no body counts as an empty object, also where a Content-Type came
 * without one, as from a client that always sends it or behind a proxy that took the body out.
 */
export const optionalBody = {
  async preParsing(
    request: FastifyRequest,
    _: FastifyReply,
    payload: RequestPayload,
  ): Promise<RequestPayload> {
    const { headers } = request.raw;
    const { 'content-length': length = '0', 'transfer-encoding': encoding } = headers;
    if (length === '0' && encoding === undefined) delete headers['content-type'];
    return payload;
  },
  async preValidation(request: FastifyRequest): Promise<void> {
    if (request.body === undefined) request.body = {};
  },
};
