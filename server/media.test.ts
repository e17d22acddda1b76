/**
 * Recordings at a service in a process of its own: a large one in little memory, a full disk, an address that stands in no log,
 * a stop meanwhile. MEDIA_MB says how large; `npm run prove` takes 512.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { SlotView } from '@mentor-slots/contract';
import { beforeAll, expect, test } from 'vitest';
import { ask } from './testing/cluster.ts';
import { writeUnchecked } from './testing/command-line.ts';
import { startNginx } from './testing/nginx.ts';
import { ownFileSystem } from './testing/own-file-system.ts';
import { buildService, type ServiceProcess, serviceEnvironment, startProcess } from './testing/process.ts';
import { signToken, wallTime } from './testing/service.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { frame, openUpload, sendRecording } from './testing/uploads.ts';
import { wav } from './testing/wav.ts';

const megabyte = 1024 * 1024;
const largeMegabytes = Number(process.env.MEDIA_MB ?? 40);
/** More than buffers and what the collector has not yet come to. */
const mostGrowth = 64 * megabyte;

beforeAll(buildService);

interface Site {
  service: ServiceProcess;
  url: string;
  /** Ada's, whose session has begun. */
  token: string;
  slotId: string;
}

/** A service that keeps recordings in this folder, with a session of Ada's that has begun. */
async function openSite(media: string, more: Record<string, string> = {}, by: string[] = []): Promise<Site> {
  const env: Record<string, string> = {
    ...serviceEnvironment(join(temporaryFolder(), 'media.db')),
    MEDIA_DIR: media,
    ...more,
  };
  const service = startProcess(env, by);
  const url = await service.url;
  const ada = { sub: 'ada', role: 'alumni' };
  const slot = await ask<SlotView>(url, '/api/slots', ada, wallTime(Date.now() + 3_600_000));
  const slotId = slot.body.id;
  // Nobody waits an hour for it.
  const [startsAt, endsAt] = [-10, 20].map((minutes) =>
    new Date(Date.now() + minutes * 60_000).toISOString(),
  );
  const times = `starts_at = '${startsAt}', ends_at = '${endsAt}'`;
  await writeUnchecked(env.DATABASE_URL ?? '', `UPDATE slots SET ${times} WHERE id = '${slotId}'`);
  return { service, url, token: signToken(ada), slotId };
}

/** How much memory the process has now, in bytes. */
function memoryOf({ child }: ServiceProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}

/** Sends a recording of so many megabytes, no faster than it is taken; resolves with how much the memory grew at most. */
async function sendLarge({ service, url, token, slotId }: Site, megabytes: number) {
  const { head, tail } = frame({});
  const piece = randomBytes(megabyte);
  const first = wav(megabyte);
  const length = head.length + megabytes * megabyte + tail.length;
  const { request, answer } = openUpload(url, slotId, length, { token });
  const before = memoryOf(service);
  let most = before;
  const send = async (bytes: Buffer) => {
    if (!request.write(bytes)) await once(request, 'drain');
    most = Math.max(most, memoryOf(service));
  };
  await send(head);
  await send(first);
  for (let count = 1; count < megabytes; count += 1) await send(piece);
  request.end(tail);
  return { ...(await answer), growth: most - before };
}

test(`a recording of ${largeMegabytes} MB takes little memory, coming and going`, async () => {
  const media = temporaryFolder();
  const site = await openSite(media);
  // What is loaded with the first one is no growth.
  await sendRecording(site.url, site.slotId, wav(2 * megabyte), site);
  const { status, body, growth } = await sendLarge(site, largeMegabytes);
  expect([status, body.bytes]).toEqual([201, largeMegabytes * megabyte]);
  expect(statSync(join(media, body.id)).size).toBe(largeMegabytes * megabyte);
  expect(growth).toBeLessThan(mostGrowth);

  const before = memoryOf(site.service);
  let most = before;
  let bytes = 0;
  const playing = await fetch(site.url + body.url);
  for await (const chunk of playing.body ?? []) {
    bytes += chunk.length;
    most = Math.max(most, memoryOf(site.service));
  }
  expect(bytes).toBe(largeMegabytes * megabyte);
  expect(most - before).toBeLessThan(mostGrowth);
  expect(site.service.stderr()).toBe('');
});

test('an address that is signed stands in no line of the log, nor does the name of the file', async () => {
  const site = await openSite(temporaryFolder(), { LOG_LEVEL: 'trace' });
  const { body } = await sendRecording(site.url, site.slotId, wav(), { ...site, name: 'CANARY.wav' });
  const query = new URL(body.url, site.url).searchParams;
  for (const headers of [{}, { range: 'bytes=0-9' }, { range: 'bytes=99999999-' }])
    await (await fetch(site.url + body.url, { headers })).arrayBuffer();
  expect((await fetch(`${site.url}${body.url}x`)).status).toBe(403);
  // A body that cannot be read is told of, too.
  await sendRecording(site.url, site.slotId, Buffer.from('<svg>'), { ...site, name: 'CANARY.svg' });
  site.service.child.kill('SIGTERM');
  expect((await site.service.exited).code).toBe(0);
  const log = site.service.stdout();
  expect(log).toContain('"route":"/api/recordings/:id"');
  expect(log).not.toContain(query.get('signature'));
  expect(log).not.toMatch(/signature|CANARY/);
});

test('a full disk: 503 storage_full, no file is left, and with room again recordings are taken', async ({
  skip,
}) => {
  const media = temporaryFolder();
  const by = ownFileSystem(media, '6m');
  if (by === null) return skip('this machine gives no process a file system of its own');
  const site = await openSite(media, {}, by);
  // As that process sees it.
  const inside = join('/proc', String(site.service.child.pid), 'root', media);
  const { status, body } = await sendRecording(site.url, site.slotId, wav(20 * megabyte), site);
  expect([status, body.code, body.detail]).toEqual([
    503,
    'storage_full',
    'The disk of the service takes no more recordings. Nothing of this one was kept; send it again later.',
  ]);
  expect(readdirSync(inside)).toEqual([]);
  // Full to the last byte, when another one begins.
  const filler = openSync(join(inside, 'filler'), 'w');
  expect(() => {
    for (;;) writeSync(filler, Buffer.alloc(4096));
  }).toThrow('ENOSPC');
  closeSync(filler);
  const refused = await sendRecording(site.url, site.slotId, wav(), site);
  expect([refused.status, refused.body.code]).toEqual([503, 'storage_full']);
  expect(readdirSync(inside)).toEqual(['filler']);
  rmSync(join(inside, 'filler'));
  const taken = await sendRecording(site.url, site.slotId, wav(2 * megabyte), site);
  expect(taken.status).toBe(201);
  expect(readdirSync(inside)).toEqual([taken.body.id]);
});

test('a stop does not wait for an upload, and what came of it is gone with it', async () => {
  const media = temporaryFolder();
  const { service, url, slotId, token } = await openSite(media);
  const { request } = openUpload(url, slotId, 100 * megabyte, { token });
  request.on('error', () => {});
  request.write(Buffer.concat([frame({}).head, wav(megabyte)]));
  await expect.poll(() => readdirSync(media)).toEqual([expect.stringMatching(/\.part$/)]);
  service.child.kill('SIGTERM');
  expect((await service.exited).code).toBe(0);
  expect(readdirSync(media)).toEqual([]);
});

test('through nginx it comes as it is sent, and goes in parts', async () => {
  const media = temporaryFolder();
  const site = await openSite(media, { TRUST_PROXY: '127.0.0.1/32' });
  const proxy = await startNginx([Number(new URL(site.url).port)]);
  const { head, tail } = frame({});
  const content = wav(12 * megabyte);
  const whole = Buffer.concat([head, content, tail]);
  const upload = openUpload(proxy, site.slotId, whole.length, site);
  upload.request.write(whole.subarray(0, 8 * megabyte));
  // More than a proxy would hold back, before the rest is there.
  const written = () => readdirSync(media).map((name) => statSync(join(media, name)).size > 4 * megabyte);
  await expect.poll(written).toEqual([true]);
  upload.request.end(whole.subarray(8 * megabyte));
  const { status, body } = await upload.answer;
  expect([status, body.bytes]).toEqual([201, content.length]);
  const part = await fetch(proxy + body.url, { headers: { range: 'bytes=1000-1999' } });
  expect(part.status).toBe(206);
  expect(Buffer.from(await part.arrayBuffer()).equals(content.subarray(1000, 2000))).toBe(true);
  const refused = await sendRecording(proxy, site.slotId, Buffer.alloc(4 * megabyte, '<html>'), site);
  expect([refused.status, refused.body.code]).toEqual([422, 'not_a_recording']);
  expect(readdirSync(media)).toEqual([body.id]);
});

test('a folder that is not there stops the start with one line', async () => {
  const env = { ...serviceEnvironment(join(temporaryFolder(), 'media.db')), MEDIA_DIR: '/no/such/folder' };
  const service = startProcess(env);
  expect((await service.exited).code).toBe(1);
  expect(service.stderr()).toBe(
    'MEDIA_DIR is "/no/such/folder"; expected a folder that is there and that the service may write to.\n',
  );
});
