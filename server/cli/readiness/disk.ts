import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readMediaDir, readMediaMax } from '../../config-media.ts';
import { readDatabaseUrl } from '../../config-values.ts';
import { whereabouts } from '../../db/whereabouts.ts';
import { freeIn } from '../../disk.ts';
import { size } from '../command.ts';
import { type Remark, readable } from './remark.ts';

/** With less than this beside the database, in bytes, a busy day or an upgrade may fill the disk. */
const leastBytes = 256 * 1024 ** 2;

/** Is there room where the service writes? */
export async function lookAtDisk(env: NodeJS.ProcessEnv): Promise<Remark[]> {
  const url = readable(() => readDatabaseUrl(env));
  const file = url === undefined ? null : (readable(() => whereabouts(url))?.file ?? null);
  const mediaDir = readable(() => readMediaDir(env)) ?? null;
  const mediaMax = readable(() => readMediaMax(env)) ?? 0;
  const remarks: Remark[] = [];
  if (file !== null) {
    const says = `expected ${size(leastBytes)} beside the database: make room, or writing will be refused`;
    remarks.push(await room(dirname(resolve(file)), leastBytes, says));
  }
  if (mediaDir !== null) {
    const says = `expected room for one recording of ${size(mediaMax)} (MEDIA_MAX): make room, or uploading will be refused`;
    remarks.push(await room(mediaDir, mediaMax, says));
  }
  return remarks;
}

async function room(folder: string, least: number, expected: string): Promise<Remark> {
  let place = folder;
  while (!existsSync(place)) place = dirname(place);
  const free = await freeIn(place);
  const found = `${size(free)} free at ${folder}`;
  return free < least
    ? { topic: 'disk', state: 'wrong', says: `${found}; ${expected}.` }
    : { topic: 'disk', state: 'ok', says: `${found}.` };
}
