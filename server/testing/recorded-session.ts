/** A session that has begun, of a service that takes recordings. */
import { readdirSync } from 'node:fs';
import type { SlotView } from '@mentor-slots/contract';
import { startService, type TestOptions, type TestService } from './service.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { sendRecording, type UploadAnswer, type UploadOptions } from './uploads.ts';
import { wav } from './wav.ts';

export interface RecordedSession {
  service: TestService;
  /** The folder of recordings. */
  folder: string;
  /** Of ada; sam is confirmed in it. */
  slot: SlotView;
  /** Ada's token. */
  token: string;
  /** Uploads as ada, unless the options say who. */
  send(content?: Buffer, options?: UploadOptions): Promise<UploadAnswer>;
  /** The names of the files in the folder. */
  files(): string[];
}

export async function recordedSession(options: TestOptions = {}): Promise<RecordedSession> {
  const folder = temporaryFolder();
  // So that the session runs about now: the age of files goes by the machine's time.
  const now = new Date(Date.now() - 90 * 60_000).toISOString();
  const service = await startService({ now, ...options, env: { MEDIA_DIR: folder, ...options.env } });
  const slot = await service.publish('ada', 1, { maxParticipants: 3 });
  await service.book('sam', slot.id);
  service.clock.now = Date.parse(slot.startsAt) + 60_000;
  const token = service.token('ada', 'alumni');
  return {
    service,
    folder,
    slot,
    token,
    send: (content = wav(), more = {}) => sendRecording(service.url, slot.id, content, { token, ...more }),
    files: () => readdirSync(folder),
  };
}
