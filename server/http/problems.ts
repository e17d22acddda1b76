/**
 * Every failure becomes application/problem+json (RFC 9457): what was expected, with its code from the contract's
 * table; anything else a 500 that shows nothing and is logged with its request id.
 *
 * app.ts: `Fastify({ frameworkErrors, … })`, then `app.register(problems)` before every other plugin.
 */
import { type ProblemCode, problems as table } from '@mentor-slots/contract';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { logged, Problem } from '../problem.ts';
import { tellInvalid } from './invalid-request.ts';
import { routeMethods } from './route-methods.ts';

/** Answers a URL that no route can be looked up for: bad percent-encoding, a parameter that is too long. */
export function frameworkErrors(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  answer(problemOf(error, request), request, reply);
}

declare module 'fastify' {
  interface FastifyReply {
    /** What became of the request in one word, for those who count: a problem's code, or a route's own. */
    outcome: string | null;
  }
}

export const problems = fp(
  async (app: FastifyInstance) => {
    app.decorateReply('outcome', null);
    const methodsOf = routeMethods(app);
    // Fastify takes text/plain too. JSON only: the rest is 415, and no page can post without asking CORS.
    app.removeContentTypeParser('text/plain');

    app.setErrorHandler((error: unknown, request, reply) => {
      // How long that is of which there is no such part (RFC 9110 §15.5.17).
      const range = (error as { headers?: Record<string, string> } | null)?.headers?.['Content-Range'];
      if (range !== undefined) reply.header('content-range', range);
      return answer(problemOf(error, request), request, reply);
    });

    app.setNotFoundHandler((request, reply) => {
      const methods = methodsOf.at(request.url);
      if (methods.length === 0) {
        const path = request.url.split('?', 1)[0]?.slice(0, 200);
        return answer(new Problem('not_found', `There is nothing at ${path}.`), request, reply);
      }
      return answer(wrongMethod(methods, request, reply), request, reply);
    });

    // RFC 9112 §3.2. Node's own refusal would not be a problem+json.
    app.addHook('onRequest', ({ raw, headers }, _reply, done) => {
      const isMissing = headers.host === undefined && raw.httpVersion === '1.1';
      if (isMissing) done(new Problem('invalid_request', 'The request has no Host header.'));
      else done();
    });
    // RFC 9110 §10.1.1 lets a server leave out what it does not know; Node would refuse it without a word.
    app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response));

    // `GET /api/slots/book` would ask for the slot called "book", which nobody means.
    app.addHook('preValidation', (request, reply, done) => {
      if (!request.routeOptions.url?.includes(':')) return done();
      const methods = methodsOf.exactlyAt(request.url);
      if (methods.length > 0) done(wrongMethod(methods, request, reply));
      else done();
    });
  },
  { name: 'problems', fastify: '5.x' },
);

function wrongMethod(methods: readonly string[], request: FastifyRequest, reply: FastifyReply): Problem {
  const path = request.url.split('?', 1)[0]?.slice(0, 200);
  reply.header('allow', methods.join(', '));
  const detail = `${path} cannot be asked by ${request.method}, only by ${methods.join(', ')}.`;
  return new Problem('method_not_allowed', detail);
}

function answer(problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, title } = table[problem.code];
  reply.outcome = problem.code;
  const retryAfter = problem.facts.retryAfter;
  if (typeof retryAfter === 'number') reply.header('retry-after', Math.max(1, Math.ceil(retryAfter)));
  // RFC 6750: says how to come back with a token, and whether the one that came was the reason.
  if (problem.code === 'unauthenticated') reply.header('www-authenticate', 'Bearer');
  if (problem.code === 'invalid_token') reply.header('www-authenticate', 'Bearer error="invalid_token"');
  // Where no rule of origins was asked (no such address, an address that cannot be read) the answer tells nothing of anybody.
  if (problem.code !== 'origin_not_allowed' && !reply.hasHeader('access-control-allow-origin'))
    reply.header('access-control-allow-origin', '*');
  return reply
    .code(status)
    .type('application/problem+json')
    .header('cache-control', 'no-store')
    .removeHeader('etag')
    .send(
      JSON.stringify({
        ...problem.facts,
        type: `/api/docs#${problem.code}`,
        title,
        status,
        detail: problem.message,
        code: problem.code,
        requestId: request.id,
      }),
    );
}

/** By Fastify's own code, else by the status that a plugin put on its error. Their messages are not shown. */
const foreseen: Record<string | number, [code: ProblemCode, detail: string]> = {
  FST_ERR_CTP_EMPTY_JSON_BODY: ['invalid_request', 'The body is empty; expected JSON.'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['invalid_request', 'The body is not valid JSON.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['invalid_request', 'The body is not as long as Content-Length says.'],
  FST_ERR_BAD_URL: ['invalid_request', 'The address has a % that is not followed by a valid encoding.'],
  FST_ERR_MAX_PARAM_LENGTH: ['not_found', 'A part of the address is longer than any id.'],
  400: ['invalid_request', 'The request is not of the expected form.'],
  // What serves the page of the API says 403 to odd paths, and the file system that a name is too long.
  403: ['not_found', 'There is nothing at this address.'],
  ENAMETOOLONG: ['not_found', 'There is nothing at this address.'],
  404: ['not_found', 'There is nothing at this address.'],
  405: ['method_not_allowed', 'This address cannot be asked by this method.'],
  413: ['body_too_large', 'The body is larger than 64 KiB.'],
  414: ['not_found', 'The address is too long.'],
  415: ['unsupported_media_type', 'The body must be sent as Content-Type: application/json.'],
  416: ['range_not_satisfiable', 'It is shorter than that.'],
  429: ['rate_limited', 'Too many requests. Wait a moment, then try again.'],
  503: ['unavailable', 'The service cannot answer right now. Try again in a moment.'],
};

function problemOf(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof Problem) {
    if (table[error.code].status >= 500) {
      // What the operator has asked for is no news.
      const level = error.code === 'maintenance' ? 'debug' : 'warn';
      request.log[level](logged(error), error.message);
    }
    return error;
  }
  const { code, statusCode, validation, validationContext } = (error ?? {}) as Partial<FastifyError>;
  if (validation?.[0]) return tellInvalid(validation, validationContext);
  // JSON.parse and the guard against __proto__ in it fail with a SyntaxError that carries only the status.
  if (error instanceof SyntaxError && statusCode === 400) {
    return new Problem('invalid_request', 'The body is not valid JSON.');
  }
  const known = foreseen[code ?? ''] ?? foreseen[statusCode ?? 500];
  if (known) return new Problem(...known);
  request.log.error({ err: error }, 'a fault of the service');
  return new Problem('internal_error', 'Something went wrong inside the service. It has been logged.');
}
