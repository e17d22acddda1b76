/** Recordings for tests: small files of every kind, and ways to send them. */
import { randomBytes } from 'node:crypto';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { Problem, Recording } from '@mentor-slots/contract';
import { onTestFinished } from 'vitest';
import { wav } from './wav.ts';

const text = (words: string) => Buffer.from(words, 'latin1');
const filler = randomBytes(6_000);

/** A box of an MP4 (ISO/IEC 14496-12 §4.2). */
function box(type: string, ...content: Buffer[]): Buffer {
  const inside = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + inside.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, inside]);
}

const mp4 = (brand: string) =>
  Buffer.concat([box('ftyp', text(`${brand}\0\0\x02\0isomiso2mp41`)), box('mdat', filler)]);

const ebml = (docType: string) =>
  Buffer.concat([
    Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282', 'hex'),
    Buffer.from([0x80 + docType.length]),
    text(docType),
    Buffer.from('42878104428581021853806701ffffffffffffff', 'hex'),
    filler,
  ]);

/** The first page of an Ogg file (RFC 3533 §6) with the first words of its codec. */
const ogg = (codec: string) =>
  Buffer.concat([
    text('OggS\0\x02'),
    Buffer.alloc(8),
    Buffer.from('01020304', 'hex'),
    Buffer.alloc(8),
    Buffer.from([1, 19]),
    text(codec),
    filler,
  ]);

/** By name: a file, and as what it is served. */
export const recordingSamples: Record<string, [file: Buffer, type: string]> = {
  'talk.webm': [ebml('webm'), 'video/webm'],
  'talk.mkv': [ebml('matroska'), 'video/matroska'],
  'talk.mp4': [mp4('isom'), 'video/mp4'],
  'talk.m4a': [mp4('M4A '), 'audio/mp4'],
  'talk.mov': [mp4('qt  '), 'video/quicktime'],
  'talk.3gp': [mp4('3gp4'), 'video/3gpp'],
  'talk.mp3': [
    Buffer.concat([text('ID3\x03\0\0\0\0\0\x0a'), Buffer.alloc(10), Buffer.from('fffb9064', 'hex'), filler]),
    'audio/mpeg',
  ],
  'without a tag.mp3': [Buffer.concat([Buffer.from('fffb9064', 'hex'), filler]), 'audio/mpeg'],
  'talk.aac': [Buffer.concat([Buffer.from('fff15080', 'hex'), filler]), 'audio/aac'],
  'talk.opus': [ogg('OpusHead\x01\x02'), 'audio/ogg'],
  'talk.ogg': [ogg('\x01vorbis'), 'audio/ogg'],
  'talk.ogv': [ogg('\x80theora'), 'video/ogg'],
  'talk.wav': [wav(), 'audio/wav'],
  'talk.flac': [Buffer.concat([text('fLaC'), filler]), 'audio/flac'],
};

export interface UploadAnswer {
  status: number;
  body: Recording & Problem & Record<string, unknown>;
}

export interface UploadOptions {
  token?: string;
  /** What the part of the file says of it. */
  name?: string;
  type?: string;
  /** Parts that stand before and after it, as the wire has them. */
  before?: string;
  after?: string;
  headers?: Record<string, string>;
}

export const boundary = '----a boundary of the tests'.replaceAll(' ', '-');

/** A part of a body, with whatever headers. */
export const part = (headers: string, content: string) => `--${boundary}\r\n${headers}\r\n\r\n${content}\r\n`;

/** What stands before and after the bytes of the file. */
export function frame({
  name = 'talk.wav',
  type = 'application/octet-stream',
  before = '',
  after = '',
}: UploadOptions) {
  const head = `Content-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${type}`;
  return {
    head: Buffer.from(`${before}--${boundary}\r\n${head}\r\n\r\n`),
    tail: Buffer.from(`\r\n${after}--${boundary}--\r\n`),
  };
}

/** A request whose body the test writes itself. `answer` comes even while it is not complete; it rejects where none comes. */
export interface OpenUpload {
  request: ClientRequest;
  answer: Promise<UploadAnswer>;
}

/** `length` of the whole body; null: in chunks, of no told length. */
export function openUpload(
  serviceUrl: string,
  slotId: string,
  length: number | null,
  { token, headers }: UploadOptions,
): OpenUpload {
  const sending = request(`${serviceUrl}/api/slots/${slotId}/recordings`, {
    method: 'POST',
    agent: false,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      'content-type': `multipart/form-data; boundary="${boundary}"`,
      ...(length === null ? { 'transfer-encoding': 'chunked' } : { 'content-length': String(length) }),
      ...headers,
    },
  });
  onTestFinished(() => void sending.destroy());
  const answer = new Promise<UploadAnswer>((resolve, reject) => {
    sending.on('error', reject);
    sending.on('response', (response) => resolve(readAnswer(response)));
  });
  // Whoever breaks off does not ask for it.
  answer.catch(() => {});
  sending.flushHeaders();
  return { request: sending, answer };
}

async function readAnswer(response: IncomingMessage): Promise<UploadAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString() || '{}') };
}

/** Sends a file as a browser's form does. */
export function sendRecording(
  serviceUrl: string,
  slotId: string,
  content: Buffer,
  options: UploadOptions,
): Promise<UploadAnswer> {
  const { head, tail } = frame(options);
  const { request, answer } = openUpload(
    serviceUrl,
    slotId,
    head.length + content.length + tail.length,
    options,
  );
  request.end(Buffer.concat([head, content, tail]));
  return answer;
}
