import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { startService } from '../testing/service.ts';

const source = `/* the elements */ export const text = '${'ü'.repeat(2000)}';\n`;

async function serve() {
  const folder = mkdtempSync(join(tmpdir(), 'mentor-slots-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'mentor-slots.js');
  writeFileSync(file, source);
  writeFileSync(join(folder, 'mentor-slots.licenses.txt'), 'BSD 3-Clause License\n');
  mkdirSync(join(folder, 'mentor-slots'));
  writeFileSync(join(folder, 'mentor-slots/dialogs-a1b2.js'), 'export {};\n');
  return startService({
    widget: pathToFileURL(file),
    env: { ALLOWED_ORIGINS: 'https://portal.example.edu' },
  });
}

/** As it comes over the wire: fetch would decode it. */
function getRaw(url: string, headers: Record<string, string>) {
  return new Promise<{ headers: Record<string, unknown>; bytes: Buffer }>((resolve, reject) => {
    request(`${url}/mentor-slots.js`, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ headers: response.headers, bytes: Buffer.concat(chunks) }));
    })
      .on('error', reject)
      .end();
  });
}

test('the elements are a cacheable module for pages of any origin, allowed or not', async () => {
  const service = await serve();
  for (const headers of [
    {},
    { origin: 'https://portal.example.edu' },
    { origin: 'https://elsewhere.example' },
  ]) {
    const answer = await service.call('GET', '/mentor-slots.js', { headers });
    expect(answer.status).toBe(200);
    expect(answer.body).toBe(source);
    expect(answer.headers.get('content-type')).toMatch(/^text\/javascript; *charset=utf-8$/i);
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    // Its parts are gone with the next release: it is asked for again before it is run again.
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('etag')).toMatch(/^".+"$/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('vary')).toBe('Accept-Encoding');
  }
});

test.each([
  ['br, gzip, deflate', 'br'],
  ['gzip', 'gzip'],
  ['gzip;q=1.0, br;q=0', 'gzip'],
  ['br;q=0, gzip;q=0.000', undefined],
  ['deflate', undefined],
  ['', undefined],
])('to Accept-Encoding %j it comes as %s', async (accepted, encoding) => {
  const service = await serve();
  const { headers, bytes } = await getRaw(service.url, { 'accept-encoding': accepted });
  expect(headers['content-encoding']).toBe(encoding);
  const text =
    encoding === 'br' ? brotliDecompressSync(bytes) : encoding === 'gzip' ? gunzipSync(bytes) : bytes;
  expect(text.toString()).toBe(source);
});

test('its tag answers 304, weakened by a proxy or in a list too, and differs by encoding', async () => {
  const service = await serve();
  const plain = await getRaw(service.url, { 'accept-encoding': '' });
  const packed = await getRaw(service.url, { 'accept-encoding': 'br' });
  expect(packed.headers.etag).not.toBe(plain.headers.etag);
  const etag = String(plain.headers.etag);
  for (const header of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const answer = await service.call('GET', '/mentor-slots.js', {
      headers: { 'if-none-match': header, 'accept-encoding': 'identity' },
    });
    expect([answer.status, answer.body]).toEqual([304, '']);
  }
});

test('where the elements were not built the answer says so', async () => {
  const service = await startService({ widget: new URL('file:///no/such/bundle.js') });
  const problem = expectProblem(await service.call('GET', '/mentor-slots.js'), 404, 'not_found');
  expect(problem.detail).toContain('npm run build');
});

test('its parts are served beside it, for pages of any origin, and may be kept for ever', async () => {
  const service = await serve();
  const part = await service.call('GET', '/mentor-slots/dialogs-a1b2.js');
  expect([part.status, part.body]).toEqual([200, 'export {};\n']);
  expect(part.headers.get('access-control-allow-origin')).toBe('*');
  expect(part.headers.get('cache-control')).toContain('immutable');
  for (const path of ['dialogs-old.js', '..%2Fmentor-slots.js', '%2e%2e%2fpackage.json']) {
    const missing = await service.call('GET', `/mentor-slots/${path}`);
    expectProblem(missing, 404, 'not_found');
    // A page of any origin can read that it is missing, and asks again the next time.
    expect(missing.headers.get('access-control-allow-origin')).toBe('*');
    expect(missing.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(missing.headers.get('cache-control')).toBe('no-store');
  }
});

test('the licences of what others wrote are told as text', async () => {
  const service = await serve();
  const answer = await service.call<string>('GET', '/mentor-slots.licenses.txt');
  expect([answer.status, answer.body]).toEqual([200, 'BSD 3-Clause License\n']);
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
});
