/** Whatever a body is called: it is checked by the schema of its call, or not read at all. */
import { beforeAll, expect, test } from 'vitest';
import type { Description } from '../testing/fuzz/described-requests.ts';
import { sayRaw } from '../testing/raw-http.ts';
import { startService, type TestService } from '../testing/service.ts';

let service: TestService;
let calls: [method: string, path: string][];

beforeAll(async () => {
  service = await startService({ shared: true });
  const { body } = await service.call<Description>('GET', '/api/docs/json');
  calls = Object.entries(body.paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, { requestBody }]) => requestBody?.content['application/json'] !== undefined)
      .map(([method]): [string, string] => [method.toUpperCase(), path.replace(/\{\w+\}/g, 'x')]),
  );
  return service.close;
});

const name = 'Content-Type';
/** Header lines, as they are sent. Each as people, proxies and attackers write it. */
const variants: [title: string, ...lines: string[]][] = [
  ['none'],
  ['empty', `${name}: `],
  ['blanks', `${name}:  \t `],
  ['as it should be', `${name}: application/json`],
  ['a charset', `${name}: application/json; charset=utf-8`],
  ['a charset in quotes', `${name}: application/json; charset="utf-8"`],
  ['a charset in capitals', `${name}: application/json;charset=UTF-8`],
  ['another charset', `${name}: application/json; charset=utf-16`],
  ['a charset of no meaning', `${name}: application/json; charset=x`],
  ['a charset twice', `${name}: application/json; charset=utf-8; charset=utf-16`],
  ['capitals', `${name}: APPLICATION/JSON`],
  ['mixed letters', `${name}: Application/Json`],
  ['the name in capitals', 'CONTENT-TYPE: application/json'],
  ['a blank before', `${name}:   application/json`],
  ['a blank after', `${name}: application/json   `],
  ['a tab after', `${name}: application/json\t`],
  ['a blank inside', `${name}: application /json`],
  ['a semicolon alone', `${name}: application/json;`],
  ['two semicolons', `${name}: application/json;;`],
  ['a parameter without a value', `${name}: application/json; charset`],
  ['a parameter without a name', `${name}: application/json; =utf-8`],
  ['a blank for a parameter', `${name}: application/json; `],
  ['a comma', `${name}: application/json, text/plain`],
  ['JSON second', `${name}: text/plain, application/json`],
  ['a name that begins with it', `${name}: application/jsonx`],
  ['a name that goes on', `${name}: application/json+x`],
  ['a suffix', `${name}: application/problem+json`],
  ['a suffix of a vendor', `${name}: application/vnd.api+json`],
  ['JSON as text', `${name}: text/json`],
  ['a stream of JSON', `${name}: application/x-ndjson`],
  ['JSON with a dot', `${name}: application/.json`],
  ['text', `${name}: text/plain`],
  ['text with JSON in a parameter', `${name}: text/plain; x=application/json`],
  ['a form', `${name}: application/x-www-form-urlencoded`],
  ['a form with files', `${name}: multipart/form-data; boundary=x`],
  ['a form with files without a boundary', `${name}: multipart/form-data`],
  ['bytes', `${name}: application/octet-stream`],
  ['anything', `${name}: */*`],
  ['any application', `${name}: application/*`],
  ['no slash', `${name}: json`],
  ['a slash alone', `${name}: /`],
  ['no subtype', `${name}: application/`],
  ['the name of what every object has', `${name}: __proto__`],
  ['another name of that kind', `${name}: constructor/prototype`],
  ['latin letters', `${name}: application/json\u00a0`],
  ['twice the same', `${name}: application/json`, `${name}: application/json`],
  ['twice, JSON first', `${name}: application/json`, `${name}: text/plain`],
  ['twice, JSON last', `${name}: text/plain`, `${name}: application/json`],
  ['twice, the first empty', `${name}: `, `${name}: application/json`],
  ['with an encoding', `${name}: application/json`, 'Content-Encoding: gzip'],
  ['long', `${name}: application/json; x=${'x'.repeat(4_000)}`],
];

/** Well formed, and no call takes it. */
const bodies = ['{"no such field":1}', '{"__proto__":{"slotId":"x"}}', '[]', '"text"'];

test.each(variants)('%s: no call takes a body that it should not', async (_title, ...lines) => {
  expect(calls.length).toBeGreaterThan(12);
  const token = service.token('eve', ['alumni', 'student', 'admin']);
  for (const [index, [method, path]] of calls.entries()) {
    const body = bodies[index % bodies.length] ?? '';
    const head = [
      `${method} ${path} HTTP/1.1`,
      'Host: x',
      `Authorization: Bearer ${token}`,
      ...lines,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
    ];
    const answer = await sayRaw(service.url, Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`, 'latin1'));
    const { code } = JSON.parse(answer.body);
    expect([method, path, body, `${answer.status} ${code}`]).toEqual([
      method,
      path,
      body,
      expect.stringMatching(/^(400 invalid_request|415 unsupported_media_type)$/),
    ]);
  }
});

test('in pieces without a length too, and the connection ends as it was asked to', async () => {
  const token = service.token('eve', ['alumni', 'student', 'admin']);
  const tried = variants.slice(0, 6).flatMap(([, ...lines]) => calls.map((call) => [call, lines] as const));
  const answers = tried.map(async ([[method, path], lines]) => {
    const head = [
      `${method} ${path} HTTP/1.1`,
      'Host: x',
      `Authorization: Bearer ${token}`,
      ...lines,
      'Transfer-Encoding: chunked',
      'Connection: close',
    ];
    const { status } = await sayRaw(
      service.url,
      `${head.join('\r\n')}\r\n\r\n7\r\n{"no":1\r\n1\r\n}\r\n0\r\n\r\n`,
    );
    return [method, path, status];
  });
  const taken = (await Promise.all(answers)).filter(([, , status]) => status !== 400 && status !== 415);
  expect(taken).toEqual([]);
});
