/**
 * What checks requests and frames, and writes answers, by their schemas. By itself Fastify compiles all of them before it listens, which
 * was most of a start; here each is compiled when it is first needed, and once in a process.
 */
import buildAjv from '@fastify/ajv-compiler';
import buildStringify from '@fastify/fast-json-stringify-compiler';
import type { FastifySchemaCompiler, FastifySerializerCompiler } from 'fastify';
import type { Static, TSchema } from 'typebox';

type Check = ((value: unknown) => boolean) & { errors: Error };
type Write = (value: unknown) => string;

// Nothing is coerced, filled in or dropped: what was sent is what is judged.
const compileCheck = buildAjv()(
  {},
  {
    customOptions: {
      coerceTypes: false,
      useDefaults: false,
      removeAdditional: false,
      allErrors: false,
      verbose: true,
    },
  },
) as unknown as (route: object) => Check;
const compileWrite = buildStringify()({}) as (route: object) => Write;
const checks = new WeakMap<object, Check>();
const writes = new WeakMap<object, Write>();

/** Whether something is as this schema has it, where it comes by no route. */
export const isAsIn =
  <Schema extends TSchema>(schema: Schema) =>
  (value: unknown): value is Static<Schema> =>
    once(checks, { schema }, compileCheck)(value);

/** Names of headers stand in a schema as they come: in lower case. */
export const checkBySchema: FastifySchemaCompiler<object> = (route) => (value: unknown) => {
  const check = once(checks, route, compileCheck);
  return check(value) || { error: check.errors };
};

export const writeBySchema: FastifySerializerCompiler<object> = (route) => (value) =>
  once(writes, route, compileWrite)(value);

function once<Made>(
  made: WeakMap<object, Made>,
  route: { schema: object },
  make: (route: object) => Made,
): Made {
  const known = made.get(route.schema);
  if (known !== undefined) return known;
  const fresh = make(route);
  made.set(route.schema, fresh);
  return fresh;
}
