import type { FastifyError } from 'fastify';
import { Problem } from '../problem.ts';

type SchemaError = NonNullable<FastifyError['validation']>[number];

/** What Ajv's `verbose` adds: the schema that refused. */
interface Schema {
  description?: string;
  const?: unknown;
  type?: string;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
}

/** Turns the first thing that a schema refused into a sentence that names the field and what was expected there. */
export function tellInvalid(errors: SchemaError[], context: string | undefined): Problem {
  // Of a union Ajv tells first why each member refused, then that the union did; the union is what the caller sees.
  const error = errors.findLast(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf') ?? errors[0];
  if (error === undefined) return new Problem('invalid_request', 'The request is not of the expected form.');
  const schema = (error as { parentSchema?: Schema }).parentSchema ?? {};
  const path = fieldPath(error.instancePath);

  if (error.keyword === 'required') {
    const missing = String(error.params.missingProperty);
    const expected = schema.properties?.[missing]?.description;
    const field = join(path, missing);
    return invalid(
      field,
      expected ? `${quote(field)} is missing: ${expected}.` : `${quote(field)} is missing.`,
    );
  }
  if (error.keyword === 'additionalProperties') {
    const field = join(path, String(error.params.additionalProperty));
    const what = context === 'querystring' ? 'a parameter' : 'a field';
    return invalid(field, `${quote(field)} is not ${what} of this request.`);
  }
  const subject = path === '' ? (wholes[context ?? 'body'] ?? 'The request') : quote(path);
  if (['minProperties', 'maxProperties', 'oneOf'].includes(error.keyword)) {
    return invalid(path, `${subject} must have ${schema.description ?? 'fewer or more fields'}.`);
  }
  if (path === '' && error.keyword === 'type') return invalid(path, `${subject} must be a JSON object.`);
  return invalid(path, `${subject} must be ${describe(schema) ?? error.message?.replace(/^must be /, '')}.`);
}

const wholes: Record<string, string> = { body: 'The body', querystring: 'The query', params: 'The address' };

function describe(schema: Schema): string | undefined {
  if (schema.description !== undefined) return schema.description;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.type === 'null') return 'null';
  const members = schema.anyOf?.map(describe).filter((member) => member !== undefined) ?? [];
  return members.length > 0 ? members.join(' or ') : undefined;
}

/** `/repeat/skip/0` → `repeat.skip[0]`. */
function fieldPath(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : join(path, part)), '');
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

/** A caller may name a field anything, at any length. */
function quote(field: string): string {
  return `\`${field.slice(0, 100)}\``;
}

function invalid(field: string, detail: string): Problem {
  return new Problem('invalid_request', detail, field === '' ? {} : { field: field.slice(0, 100) });
}
