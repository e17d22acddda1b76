/** The OpenAPI 3.1 description, made from the routes' own schemas, and its page at /api/docs. */
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { type ProblemCode, ProblemSchema, problems } from '@mentor-slots/contract';
import fp from 'fastify-plugin';
import type { TSchema } from 'typebox';
import { programVersion } from '../version.ts';
import { withComponents, withOptionalBodies } from './components.ts';
import { optionalBody } from './optional-body.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a body of multipart/form-data holds, for the description alone: it is read as it comes. */
    multipart?: TSchema;
  }
}

type Audience =
  | 'public'
  | 'holder'
  | 'signed in'
  | 'in session'
  | 'in session or holder'
  | 'either side'
  | 'alumni'
  | 'owner'
  | 'student'
  | 'admin';

const forAlumni = { tag: 'Alumni', about: 'Publishing sessions, changing them, and settling bookings.' };
const forPeople = {
  tag: 'People',
  about: 'What mails to a person go by, and their sessions as a calendar.',
};
const audiences: Record<Audience, { tag: string; about: string; sentence: string }> = {
  public: {
    tag: 'Everyone',
    about: 'Reading what alumni published.',
    sentence: 'Public, unless the service runs with PUBLIC_READ=false.',
  },
  'signed in': { ...forPeople, sentence: 'Needs a token, of whichever role.' },
  'in session': {
    ...forPeople,
    sentence: 'Needs a token: of the owner of the session, one of its confirmed students, or an admin.',
  },
  'in session or holder': {
    ...forPeople,
    sentence:
      'Needs a token: of the owner of the session, one of its confirmed students, or an admin. Or none: whoever has the signed address reads it.',
  },
  'either side': {
    ...forPeople,
    sentence: 'Needs a token: of the student of the booking or of the owner of its slot.',
  },
  holder: { ...forPeople, sentence: 'Needs no token: whoever has the address reads it.' },
  alumni: { ...forAlumni, sentence: 'Needs the role `alumni`.' },
  owner: {
    ...forAlumni,
    sentence: "Needs the role `alumni` and the slot to be the caller's own, or the role `admin`.",
  },
  student: { tag: 'Students', about: 'Booking and cancelling.', sentence: 'Needs the role `student`.' },
  admin: { tag: 'Admins', about: 'Looking at who did what.', sentence: 'Needs the role `admin`.' },
};

/** What a route says of itself besides its schemas. `problems` are the codes that belong to it in particular. */
export function describeRoute(
  operationId: string,
  summary: string,
  who: Audience,
  more: { detail?: string; problems?: readonly ProblemCode[] } = {},
) {
  const { tag, sentence } = audiences[who];
  const codes = more.problems?.map(
    (code) => `- ${problems[code].status} \`${code}\`: ${problems[code].title}`,
  );
  const description = [sentence, more.detail, codes && `Problems:\n\n${codes.join('\n')}`]
    .filter(Boolean)
    .join('\n\n');
  const token = [{ token: [] as string[] }];
  return {
    operationId,
    summary,
    description,
    tags: [tag],
    security:
      who === 'public' || who === 'in session or holder' ? [...token, {}] : who === 'holder' ? [{}] : token,
  };
}

const introduction = `Times are UTC, \`YYYY-MM-DDTHH:MM:SS.sssZ\`; \`date\`, \`startTime\` and \`endTime\` are wall time in \`timeZone\`.
Unknown fields are refused and nothing is coerced. The live feed is a WebSocket at \`/api/slots/feed\`: see docs/feed.md.

Every error is \`application/problem+json\` with a stable \`code\`:

| code | status | meaning |
|---|---|---|
${Object.entries(problems)
  .map(([code, { status, title }]) => `| \`${code}\` | ${status} | ${title} |`)
  .join('\n')}`;

/**
 * What the page itself needs, and no more. Not the plugin's own policy: its `upgrade-insecure-requests` leaves the
 * page empty wherever the service is reached by plain HTTP under another name than localhost.
 */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const openApi = fp(async (app, { publicUrl }: { publicUrl: string | null }) => {
  const optional = new Set<string>();
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Mentor Slots',
        version: programVersion,
        description: introduction,
        contact: { name: 'Whoever runs this service', ...(publicUrl !== null && { url: publicUrl }) },
        license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
      },
      // Without it, the address that the description was read from.
      servers: [{ url: publicUrl ?? '/' }],
      tags: [...new Map(Object.values(audiences).map((one) => [one.tag, one.about]))].map(
        ([name, description]) => ({ name, description }),
      ),
      components: {
        securitySchemes: {
          token: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: "The host portal's token",
          },
        },
      },
    },
    transformObject: (described) =>
      'openapiObject' in described
        ? withComponents(withOptionalBodies(described.openapiObject, optional))
        : described.swaggerObject,
    transform: ({ schema, url, route }) => {
      if (schema.hide) return { schema, url };
      if (route.preValidation === optionalBody.preValidation) optional.add(`${schema.operationId}`);
      const { multipart } = route.config ?? {};
      const body = multipart && { consumes: ['multipart/form-data'], body: multipart };
      const response = { ...(schema.response as object), default: problemResponse };
      return { schema: { ...schema, ...body, response }, url };
    },
  });
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: pagePolicy,
    uiConfig: { docExpansion: 'list', deepLinking: true },
  });
});

const problemResponse = {
  description: 'A problem (RFC 9457)',
  content: { 'application/problem+json': { schema: ProblemSchema } },
};
