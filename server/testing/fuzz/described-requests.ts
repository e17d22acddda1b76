/**
 * Requests by the OpenAPI document that a service serves: every call, with parameters and bodies that its schemas take, that
 * they nearly take, and that are something else altogether.
 */
import fc from 'fast-check';
import { bytesOf, type FuzzedBody, formBodies, jsonBodies } from './bodies.ts';
import { known, mostly, type Pools, withIds } from './known-values.ts';
import { oddText, oddTexts } from './odd-values.ts';
import { type Schema, type Vocabulary, valuesOf } from './schema-values.ts';

interface Parameter {
  in: 'path' | 'query' | 'header';
  name: string;
  schema: Schema;
}

interface Operation {
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

/** What is used of the document here. */
export interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

export interface FuzzedRequest {
  /** As `POST /api/slots/book`. */
  operation: string;
  /** Of the document: by whom it is asked as it is meant. */
  tag: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: FuzzedBody | null;
}

/** Every call of the document, each as likely as another. */
export function describedRequests({ paths, components }: Description): fc.Arbitrary<FuzzedRequest> {
  const vocabulary = { components: components.schemas, known };
  const calls = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) =>
      requestsOf(method.toUpperCase(), path, operation, vocabulary),
    ),
  );
  return fc.oneof(...calls);
}

/** The request as it is sent, about what the service has given so far. */
export function fill({ path, body }: FuzzedRequest, pools: Pools): { path: string; body: Buffer | null } {
  return { path: withIds(path, pools), body: body && bytesOf(withIds(body.text, pools), body.bytes) };
}

const otherMethods = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS');
const otherTypes = fc.constantFrom(
  'application/json; charset=utf-8',
  'application/json; charset=utf-16',
  'APPLICATION/JSON',
  'application/json;',
  'application/problem+json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  '*/*',
  '',
);

function requestsOf(
  described: string,
  template: string,
  { parameters = [], requestBody, tags: [tag = ''] = [] }: Operation,
  vocabulary: Vocabulary,
): fc.Arbitrary<FuzzedRequest> {
  const [[type, { schema }] = ['', { schema: {} }]] = Object.entries(requestBody?.content ?? {});
  const inQuery = parameters.filter((one) => one.in === 'query');
  const bodies = type.startsWith('multipart') ? formBodies() : jsonBodies(schema, vocabulary);
  const parts = {
    method: mostly(fc.constant(described), otherMethods),
    path: pathOf(template, parameters, vocabulary),
    query: mostly(fc.constant(''), queryOf(inQuery, vocabulary), inQuery.length > 0 ? 0.2 : 0.9),
    headers: headersOf(parameters),
    body: type === '' ? mostly(fc.constant(null), bodies) : bodies,
    contentType: mostly(
      fc.constant(type.replace('form-data', 'form-data; boundary=x') || 'application/json'),
      otherTypes,
    ),
  };
  return fc.record(parts).map(({ method, path, query, headers, body, contentType }) => {
    const sent = method === 'GET' || method === 'HEAD' ? null : body;
    return {
      operation: `${described} ${template}`,
      tag,
      method,
      path: path + query,
      headers: { ...headers, ...(sent !== null && contentType !== '' && { 'content-type': contentType }) },
      body: sent,
    };
  });
}

function pathOf(template: string, parameters: Parameter[], vocabulary: Vocabulary): fc.Arbitrary<string> {
  const inPath = parameters.filter((one) => one.in === 'path');
  const plain = fc
    .tuple(...inPath.map((one) => mostly(textOf(one, vocabulary), oddText, 0.8)))
    .map((texts) =>
      texts.reduce((path, text, at) => path.replace(`{${inPath[at]?.name}}`, () => encode(text)), template),
    );
  const odd = fc.constantFrom('/', '%00', '%ff', '//', '/%2e%2e', '/..', ';a=b', '.json');
  return mostly(
    plain,
    fc.tuple(plain, odd).map(([path, more]) => path + more),
  );
}

const textOf = ({ name, schema }: Parameter, vocabulary: Vocabulary) =>
  valuesOf(schema, vocabulary, name).map(String);

function queryOf(parameters: Parameter[], vocabulary: Vocabulary): fc.Arbitrary<string> {
  const pairs = parameters.map((one) =>
    mostly(textOf(one, vocabulary), oddText).map((text) => `${one.name}=${encode(text)}`),
  );
  const extra = fc.oneof(
    oddText.map((text) => `${encode(text)}=1`),
    fc.constantFrom('limit[]=1', 'from[a]=b', 'a=%', 'a=%ff', '&&&', '__proto__[x]=1', 'token=a.b.c'),
  );
  const some = fc.shuffledSubarray(pairs).chain((chosen) => fc.tuple(...chosen));
  return mostly(pairs.length === 0 ? fc.tuple(extra) : some, fc.tuple(extra, extra)).map((texts) =>
    texts.length > 0 ? `?${texts.join('&')}` : '',
  );
}

const otherHeaders = fc.tuple(
  fc.constantFrom(
    ...['if-none-match', 'range', 'accept', 'accept-encoding', 'content-encoding', 'idempotency-key'],
    ...['origin', 'accept-language', 'x-forwarded-for', 'cookie', 'x-http-method-override'],
  ),
  fc.constantFrom(
    ...oddTexts.filter((text) => /^[\x20-\x7e]*$/.test(text)),
    ...['*', 'W/"x"', 'gzip', 'bytes=0-0,5-1', 'bytes=-9999999999999999', 'DELETE'],
  ),
);

function headersOf(parameters: Parameter[]): fc.Arbitrary<Record<string, string>> {
  const own = parameters.filter((one) => one.in === 'header').map(({ name }) => name);
  const keyed = fc.nat(30).map((n) => Object.fromEntries(own.map((name) => [name, `key ${n}`])));
  const other = otherHeaders.map(([name, text]) => ({ [name]: text }));
  return mostly(mostly(fc.constant({}), keyed, 0.7), other);
}

/** Half characters have no encoding of their own. */
function encode(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}
