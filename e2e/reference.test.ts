/** The reference pages say what the code does: each call, problem, frame, variable, attribute, property and event, and no other. */
import { readFileSync } from 'node:fs';
import * as contract from '@mentor-slots/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../server/config.ts';
import { learnRoutes } from '../server/testing/routes.ts';
import { startService, testSecret, testWebhookSecret } from '../server/testing/service.ts';
import { codes, readTable } from './tables.ts';

interface Described {
  description: string;
  parameters?: { in: string; name: string; required?: boolean }[];
  requestBody?: { content: Record<string, { schema: { $ref: string } }> };
}
interface Body {
  properties?: Record<string, unknown>;
  required?: string[];
}

/** The description's sentence for each word of the column "who". */
const audiences: Record<string, string> = {
  public: 'Public, unless the service runs with PUBLIC_READ=false.',
  alumni: 'Needs the role `alumni`.',
  owner: "Needs the role `alumni` and the slot to be the caller's own, or the role `admin`.",
  student: 'Needs the role `student`.',
  admin: 'Needs the role `admin`.',
  'signed in': 'Needs a token, of whichever role.',
  'in session': 'Needs a token: of the owner of the session, one of its confirmed students, or an admin.',
  'in session or holder':
    'Needs a token: of the owner of the session, one of its confirmed students, or an admin. Or none: whoever has the signed address reads it.',
  'either side': 'Needs a token: of the student of the booking or of the owner of its slot.',
  holder: 'Needs no token: whoever has the address reads it.',
};

/** Some routes are there only where mail is on. Nobody listens there. */
const mailed = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'slots@example.edu' };

describe('docs/api.md', () => {
  const rows = readTable('api', 'call');
  let routes: Set<string>;
  let paths: Record<string, Record<string, Described>>;
  let schemas: Record<string, Body>;

  beforeAll(async () => {
    const learnt = await learnRoutes(() => startService({ shared: true, env: mailed }));
    const service = learnt.started;
    routes = learnt.routes;
    const { body } = await service.call<{ paths: typeof paths; components: { schemas: typeof schemas } }>(
      'GET',
      '/api/docs/json',
    );
    paths = body.paths;
    schemas = body.components.schemas;
    return service.close;
  });

  it('names each route', () => {
    const own = [...routes].filter((route) => !/^(HEAD|OPTIONS) |\/api\/docs/.test(route));
    expect(own.length).toBeGreaterThan(20);
    expect(rows.flatMap(({ call }) => codes(call)).sort()).toEqual(own.sort());
  });

  it('says of each that is described who may, and what it takes', () => {
    const told = rows
      .filter(({ who }) => who)
      .map(({ call, who = '', query, body }) => [
        codes(call)[0],
        { who: audiences[who], query: codes(query), body: codes(body).sort() },
      ]);
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [
        `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
        {
          who: operation.description.split('\n', 1)[0],
          query: queryFields(operation),
          body: bodyFields(operation, schemas),
        },
      ]),
    );
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(described));
  });

  it('names each problem with its status and title', () => {
    expect(readTable('api', 'code')).toEqual(
      Object.entries(contract.problems).map(([code, { status, title }]) => ({
        code: `\`${code}\``,
        status: String(status),
        title,
      })),
    );
  });
});

/** The fields of a query, with "?" where one may be left out. */
function queryFields({ parameters = [] }: Described): string[] {
  return parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, required }) => (required ? name : `${name}?`));
}

/** The fields of a body, with "?" where one may be left out. */
function bodyFields({ requestBody }: Described, schemas: Record<string, Body>): string[] {
  const name = requestBody?.content['application/json']?.schema.$ref.split('/').at(-1);
  const { properties = {}, required = [] } = schemas[name ?? ''] ?? {};
  return Object.keys(properties)
    .map((name) => (required.includes(name) ? name : `${name}?`))
    .sort();
}

describe('docs/feed.md', () => {
  const frames = Object.entries(contract)
    .filter(([name]) => name.endsWith('FrameSchema'))
    .flatMap(([, schema]) => frameTypes(schema as Frame));

  it('names each frame with its fields', () => {
    expect(frames.length).toBeGreaterThan(10);
    const told = readTable('feed', 'type').map(({ type, fields }) => [codes(type)[0], ...codes(fields)]);
    expect(told.sort()).toEqual(frames.sort());
  });

  it('names each code that a socket closes with', () => {
    const told = readTable('feed', 'code').map(({ code }) => Number(code));
    expect(told).toEqual(Object.values(contract.closeCodes).sort());
  });
});

interface Frame {
  anyOf?: Frame[];
  properties: { type: { const: string } };
}

/** Each type of frame that a schema allows: its name, then its fields. */
function frameTypes(schema: Frame): string[][] {
  if (schema.anyOf) return schema.anyOf.flatMap(frameTypes);
  const { type, ...fields } = schema.properties;
  return [[type.const, ...Object.keys(fields)]];
}

describe('docs/configuration.md', () => {
  const rows = readTable('configuration', 'variable').map(({ variable, default: value }) => ({
    name: codes(variable)[0] ?? '',
    value: codes(value)[0],
  }));
  // With what goes outside, so that its other variables stand for something.
  const key = {
    JWT_SECRET: testSecret,
    SMTP_URL: 'smtp://localhost',
    MAIL_FROM: 'mentoring@example.edu',
    WEBHOOK_URL: 'https://portal.example.edu',
    WEBHOOK_SECRET: testWebhookSecret,
  };

  it('names each variable that the service reads', () => {
    const read = new Set<string>();
    const watched = new Proxy<NodeJS.ProcessEnv>(key, {
      get(env, name: string) {
        read.add(name);
        return env[name];
      },
    });
    loadConfig(watched);
    expect(read.size).toBeGreaterThan(15);
    expect(rows.map(({ name }) => name).sort()).toEqual([...read].sort());
  });

  it.each(rows)('$name is $value where it is not set', ({ name, value }) => {
    const unset = loadConfig(key);
    if (value !== undefined) expect(loadConfig({ ...key, [name]: value })).toEqual(unset);
    if (name in key) return;
    const field = name.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    const mailLanguage = unset.mail?.language;
    const settings: Record<string, unknown> = {
      ...unset,
      ...unset.rules,
      ...unset.rules.outbox,
      ...unset.mail,
      mailLanguage,
    };
    expect(settings).toHaveProperty(field);
    const held = settings[field];
    const isNothing = held === null || Object(held).size === 0 || Object(held).length === 0;
    expect(isNothing).toBe(value === undefined);
  });
});

describe('docs/elements.md', () => {
  interface Named {
    name: string;
  }
  interface Declaration {
    tagName: string;
    attributes: Named[];
    members: (Named & { kind: string })[];
    events: Named[];
    cssParts: Named[];
    cssProperties: Named[];
  }
  const manifest = JSON.parse(
    readFileSync(new URL('../widget/dist/custom-elements.json', import.meta.url), 'utf8'),
  ) as { modules: { declarations: Declaration[] }[] };
  const declarations = manifest.modules.flatMap((one) => one.declarations);
  const names = (list: Named[]) => list.map((one) => one.name).sort();

  it.each(declarations)(
    'names what <$tagName> takes and tells',
    ({ tagName, attributes, members, events }) => {
      const told = (first: string, column = first) =>
        readTable('elements', first)
          .filter(({ on }) => on === 'both' || on === tagName)
          .flatMap((row) => codes(row[column]))
          .sort();
      expect(told('attribute')).toEqual(names(attributes));
      expect(told('attribute', 'property')).toEqual(names(members.filter(({ kind }) => kind === 'field')));
      expect(told('method')).toEqual(names(members.filter(({ kind }) => kind === 'method')));
      expect(told('event')).toEqual(names(events));
    },
  );

  it.each(declarations)('leads to a guide that names how <$tagName> is styled', (declaration) => {
    const guide = readFileSync(new URL('../docs/theming.md', import.meta.url), 'utf8');
    expect(
      codes(
        readTable('theming', 'property')
          .map(({ property }) => property)
          .join(),
      ).sort(),
    ).toEqual(names(declaration.cssProperties));
    const section = guide.slice(guide.indexOf(`### \`<${declaration.tagName}>\``)).split('\n#')[0] ?? '';
    const parts = [...section.matchAll(/^\| `([\w-]+)`/gm)].map(([, name = '']) => name);
    expect(parts.sort()).toEqual(names(declaration.cssParts));
  });
});
