/** What others make of the OpenAPI description: linters, and generators of clients. They are installed in e2e/openapi alone. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { install } from '../demo/hosts/build.mjs';
import { startService, type TestService } from '../server/testing/service.ts';

const folder = fileURLToPath(new URL('./openapi/', import.meta.url));
const program = new URL('./openapi/every-call.ts', import.meta.url);
type Description = { paths: Record<string, Record<string, unknown>>; servers: unknown };

let service: TestService;
let description: Description;
beforeAll(async () => {
  await install(folder);
  service = await startService({ shared: true });
  description = (await service.call<Description>('GET', '/api/docs/json')).body;
}, 300_000);
afterAll(() => service.close());

it('Spectral’s rules for OpenAPI find nothing', async () => {
  const require = createRequire(program);
  const { Spectral } = require('@stoplight/spectral-core');
  const { oas } = require('@stoplight/spectral-rulesets');
  const spectral = new Spectral();
  spectral.setRuleset({ extends: [[oas, 'recommended']] });
  const lint = async (what: object): Promise<{ code: string }[]> => spectral.run(what);
  expect(await lint(description)).toEqual([]);
  // They do look.
  expect((await lint({ ...description, servers: [], tags: [] })).length).toBeGreaterThan(0);
});

it('a client that openapi-typescript makes compiles against a call of each route, and not against mistakes', () => {
  const source = readFileSync(program, 'utf8');
  for (const [path, methods] of Object.entries(description.paths))
    for (const method of Object.keys(methods))
      expect(source).toMatch(
        new RegExp(`\\.${method.toUpperCase()}\\(\\s*'${path.replace(/[{}.]/g, '\\$&')}'`),
      );
  mkdirSync(`${folder}made`, { recursive: true });
  writeFileSync(`${folder}made/openapi.json`, JSON.stringify(description));
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    expect(status, stdout + stderr).toBe(0);
  };
  run('node_modules/openapi-typescript/bin/cli.js', 'made/openapi.json', '-o', 'made/api.d.ts');
  run('node_modules/typescript/bin/tsc', '-p', '.');
});

it('and it works: each call is answered as its types say', async () => {
  const { everyCall } = (await import(program.href)) as {
    everyCall(url: string, tokens: Record<'alumna' | 'student' | 'admin', string>): Promise<string[]>;
  };
  const done = await everyCall(service.url, {
    alumna: service.token('ada', 'alumni'),
    student: service.token('mira', 'student'),
    admin: service.token('root', 'admin'),
  });
  expect(done.toReversed()).toEqual([
    'slot_created',
    'slot_updated',
    'booking_created',
    'booking_confirmed',
    'booking_cancelled',
    'booking_created',
    'booking_declined',
  ]);
});
