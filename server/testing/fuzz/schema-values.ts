/** Values by a JSON schema: those that it takes, and those that it takes but for a change or two. */
import fc from 'fast-check';
import { oddText, oddValue } from './odd-values.ts';

/** What is used of JSON Schema here. */
export interface Schema {
  $ref?: string;
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  /** Of objects: one of these must be there, and only one. */
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
}

export interface Vocabulary {
  /** By the end of a `$ref`. */
  components: Record<string, Schema>;
  /** By the name of a property or component: values that lead further than a text by chance. */
  known: Record<string, fc.Arbitrary<unknown>>;
}

const textPattern = /\\u0000/;

/** Values that the schema takes; bounds of lists are kept small. */
export function valuesOf(schema: Schema, vocabulary: Vocabulary, name = ''): fc.Arbitrary<unknown> {
  const component = schema.$ref?.replace(/^.*\//, '');
  const known = vocabulary.known[name] ?? vocabulary.known[component ?? ''];
  if (known !== undefined) return known;
  if (component !== undefined) return valuesOf(vocabulary.components[component] ?? {}, vocabulary, component);
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map((one) => valuesOf(one, vocabulary)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'object':
      return fc.oneof(...(schema.oneOf ?? [{}]).map((one) => objectsOf(schema, one, vocabulary)));
    case 'array': {
      const { minItems = 0, maxItems = 5 } = schema;
      const bounds = { minLength: minItems, maxLength: Math.min(maxItems, minItems + 5) };
      return fc.array(valuesOf(schema.items ?? {}, vocabulary), bounds);
    }
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -10, max: schema.maximum ?? 1_000 });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return textsOf(schema);
    default:
      return oddValue;
  }
}

/** With all that it may have, by chance, or with no more than it must. */
function objectsOf(
  { properties = {}, required = [], oneOf = [] }: Schema,
  { required: besides = [] }: Schema,
  vocabulary: Vocabulary,
): fc.Arbitrary<unknown> {
  const requiredKeys = [...required, ...besides];
  const others = oneOf.flatMap((one) => one.required ?? []).filter((key) => !besides.includes(key));
  const made = (keys: string[]) =>
    Object.fromEntries(keys.map((key) => [key, valuesOf(properties[key] ?? {}, vocabulary, key)]));
  const allowed = Object.keys(properties).filter((key) => !others.includes(key));
  return fc.oneof(
    fc.record(made(requiredKeys), { noNullPrototype: true }),
    fc.record(made(allowed), { requiredKeys, noNullPrototype: true }),
  );
}

function textsOf({ pattern, minLength = 0, maxLength = 100 }: Schema): fc.Arbitrary<string> {
  // Patterns that leave out NUL and half characters take every other text.
  if (pattern !== undefined && !textPattern.test(pattern)) return fc.stringMatching(new RegExp(pattern));
  return fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, minLength + 40) });
}

/** One place of a value becomes another, goes, or gets company. */
interface Alteration {
  how: 'spoil' | 'replace' | 'remove' | 'add';
  /** Which of the places, counted round. */
  at: number;
  name: string;
  odd: unknown;
  /** For a character of a text. */
  character: string;
}

const alteration: fc.Arbitrary<Alteration> = fc.record({
  how: fc.constantFrom('spoil', 'spoil', 'spoil', 'replace', 'replace', 'remove', 'add'),
  at: fc.nat(30),
  name: oddText,
  odd: oddValue,
  character: fc.constantFrom('X', '9', '3', '-', '\0', '\ud800', 'é', ' ', ''),
});

/** Half of the values as the schema takes them, half altered in one place or two. */
export function nearlyValuesOf(schema: Schema, vocabulary: Vocabulary): fc.Arbitrary<unknown> {
  const values = valuesOf(schema, vocabulary);
  const altered = fc
    .tuple(values, fc.array(alteration, { minLength: 1, maxLength: 2 }))
    .map(([value, alterations]) => alterations.reduce(alter, value));
  return fc.oneof(values, altered);
}

type Container = Record<string, unknown>;

/** A copy, changed in one place; the value itself is the last of the places. */
function alter(value: unknown, { how, at, name, odd, character }: Alteration): unknown {
  const copy: unknown = structuredClone(value);
  const places = placesIn(copy);
  const place = places[at % (places.length + 1)];
  if (place === undefined) return how !== 'add' || !isContainer(copy) ? odd : added(copy, name, odd);
  const [container, key] = place;
  const held = container[key];
  if (how === 'remove') delete container[key];
  else if (how === 'spoil' && typeof held === 'string') added(container, key, spoilt(held, at, character));
  else added(container, how === 'add' ? name : key, odd);
  return copy;
}

/** Almost what it was: a day of a thirteenth month, a zone that there is not. */
function spoilt(text: string, at: number, character: string): string {
  const place = at % Math.max(1, text.length);
  return text.slice(0, place) + character + text.slice(place + 1);
}

/** Also under the name of what every object has; the length of a list alone cannot be anything. */
function added(container: Container, key: string, value: unknown): Container {
  if (Array.isArray(container) && key === 'length') return container;
  return Object.defineProperty(container, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function placesIn(value: unknown): [container: Container, key: string][] {
  if (!isContainer(value)) return [];
  return Object.keys(value).flatMap((key) => [[value, key], ...placesIn(value[key])]);
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}
