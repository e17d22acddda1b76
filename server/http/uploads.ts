/** Receiving one file as multipart/form-data, as it comes: nothing of it is kept in memory. */
import type { Socket } from 'node:net';
import multipart, { type MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { Problem } from '../problem.ts';

/** The file of an upload. */
export interface UploadedFile {
  /** As the client calls it: any text, and no path. */
  name: string | null;
  /** Ends early, with an error, where the rest does not come. */
  content: AsyncIterable<Buffer>;
}

/** Lets the routes beside it take multipart/form-data, and nothing else. The other routes refuse that. */
export const uploads = fp(
  async (app) => {
    app.removeAllContentTypeParsers();
    await app.register(multipart, {
      limits: { files: 1, fields: 20, fieldSize: 8 * 1024, fileSize: Number.POSITIVE_INFINITY },
    });
    app.addContentTypeParser('*', (_request, _payload, done) => done(notMultipart()));
  },
  { name: 'uploads', fastify: '5.x' },
);

/** Connections on which a file comes: it may take longer than other requests. */
const uploading = new WeakSet<Socket>();

/** May the request on this connection take as long as it needs? */
export function isUploading(socket: Socket): boolean {
  return uploading.has(socket);
}

/** When an upload is not waited for any longer. */
export interface UploadPatience {
  /** For the next byte, in ms. */
  silenceMs: number;
  /** The service stops. */
  stopping: AbortSignal;
}

/**
 * Hands the one file of the body to `take`, which must read it to its end or throw, and resolves with what it made of it
 * once the whole body has come. Other fields count for nothing, wherever they stand. Throws a Problem where the body
 * is not of this form, where its end does not come, or is not waited for; and whatever `take` throws.
 */
export async function receiveFile<Taken>(
  request: FastifyRequest,
  patience: UploadPatience,
  take: (file: UploadedFile) => Promise<Taken>,
): Promise<Taken> {
  if (!request.isMultipart()) throw notMultipart();
  const { raw } = request;
  const reading: Reading = { file: null, isOver: false };
  const waiting = waitFor(raw.socket, patience);
  uploading.add(raw.socket);
  try {
    return await Promise.race([readFile(request, reading, take), waiting.ended]);
  } catch (error) {
    reading.isOver = true;
    reading.file?.destroy(error as Error);
    // Whoever is refused is not read any further.
    raw.unpipe();
    raw.pause();
    throw error;
  } finally {
    waiting.stop();
    uploading.delete(raw.socket);
  }
}

interface Reading {
  file: MultipartFile['file'] | null;
  /** Nobody waits for it any more. */
  isOver: boolean;
}

async function readFile<Taken>(
  request: FastifyRequest,
  reading: Reading,
  take: (file: UploadedFile) => Promise<Taken>,
): Promise<Taken> {
  let taken: { what: Taken } | null = null;
  const parts = request.parts();
  for (;;) {
    const { value: part, done } = await parts.next().catch((error: unknown) => {
      throw tellMalformed(error);
    });
    if (done || reading.isOver) break;
    if (part.type !== 'file') continue;
    reading.file = part.file;
    taken = { what: await takeFile(part, take) };
    reading.file = null;
  }
  if (taken === null) throw new Problem('invalid_request', 'There is no file in the body.');
  return taken.what;
}

async function takeFile<Taken>(
  { file, filename }: MultipartFile,
  take: (file: UploadedFile) => Promise<Taken>,
): Promise<Taken> {
  let broken: unknown = null;
  file.once('error', (error) => {
    broken = error;
  });
  try {
    return await take({ name: filename ? asTyped(filename) : null, content: file });
  } catch (error) {
    throw error === broken ? tellMalformed(error) : error;
  }
}

/** Browsers write these characters of a name so, and nothing else (the HTML standard's multipart/form-data encoding). */
function asTyped(filename: string): string {
  return filename.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n');
}

/** What the plugin and its parser say, in our words. */
function tellMalformed(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { code, message } = error as Error & { code?: string };
  if (code === 'FST_FILES_LIMIT')
    return new Problem('invalid_request', 'There is more than one file in the body.');
  const problem = new Problem(
    'invalid_request',
    message === 'Multipart: Boundary not found'
      ? 'The Content-Type names no boundary.'
      : 'The body is not multipart/form-data with one file, or ended before all of it had come.',
  );
  problem.cause = error;
  return problem;
}

function notMultipart(): Problem {
  return new Problem('unsupported_media_type', 'Send the file as Content-Type: multipart/form-data.');
}

/** `ended` never resolves; it rejects with a Problem once nobody waits any longer for what comes on this connection. */
function waitFor(
  socket: Socket,
  { silenceMs, stopping }: UploadPatience,
): { ended: Promise<never>; stop(): void } {
  let heard = socket.bytesRead;
  let since = performance.now();
  let stop = () => {};
  const ended = new Promise<never>((_resolve, reject) => {
    const look = () => {
      if (socket.bytesRead !== heard) {
        heard = socket.bytesRead;
        since = performance.now();
      } else if (performance.now() - since >= silenceMs) reject(tooSilent(silenceMs));
    };
    const timer = setInterval(look, Math.min(1_000, silenceMs / 4));
    const end = () => reject(tooLate());
    stopping.addEventListener('abort', end);
    stop = () => {
      clearInterval(timer);
      stopping.removeEventListener('abort', end);
    };
  });
  // Whoever no longer waits for it does not mind.
  ended.catch(() => {});
  return { ended, stop };
}

function tooSilent(ms: number): Problem {
  const seconds = Math.round(ms / 1000);
  return new Problem('request_timeout', `Nothing of the file came for ${seconds} seconds. Send it again.`);
}

function tooLate(): Problem {
  return new Problem('unavailable', 'The service is stopping. Send the file again in a moment.', {
    retryAfter: 5,
  });
}
