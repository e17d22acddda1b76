import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { OutsideRefusal } from './problems.ts';

const unpackers = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Reads the whole answer, unpacked. Counts what comes and what it grows to, and stops at the first byte too many. Throws
 * OutsideRefusal, and what Node.js says of an answer that breaks off or is not packed as it says.
 */
export async function readBody(
  response: IncomingMessage,
  most: number,
  signal: AbortSignal,
): Promise<Buffer> {
  const encoding = response.headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (Number(response.headers['content-length']) > most) throw new OutsideRefusal('too_large');
  if (encoding === '' || encoding === 'identity') return pipeline(response, collect(most), { signal });
  const unpack = Object.hasOwn(unpackers, encoding) && unpackers[encoding as keyof typeof unpackers];
  if (!unpack) throw new OutsideRefusal('unreadable');
  return pipeline(response, countTo(most), unpack(), collect(most), { signal });
}

function collect(most: number): (source: AsyncIterable<Buffer>) => Promise<Buffer> {
  return async (source) => {
    const chunks: Buffer[] = [];
    for await (const chunk of countTo(most)(source)) chunks.push(chunk);
    return Buffer.concat(chunks);
  };
}

function countTo(most: number): (source: AsyncIterable<Buffer> | Readable) => AsyncGenerator<Buffer> {
  return async function* (source) {
    let bytes = 0;
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > most) throw new OutsideRefusal('too_large');
      yield chunk;
    }
  };
}
