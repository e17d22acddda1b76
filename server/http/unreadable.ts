import type { Socket } from 'node:net';
import { type ProblemCode, problems } from '@mentor-slots/contract';
import { isUploading } from './uploads.ts';

const tooLate: [ProblemCode, string] = ['request_timeout', 'The request was not complete in time.'];
const unreadable: [ProblemCode, string] = ['invalid_request', 'The request is not HTTP that can be read.'];

/** By the code of Node's parser. */
const known: Record<string, [code: ProblemCode, detail: string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: tooLate,
  HPE_HEADER_OVERFLOW: ['headers_too_large', 'The headers are larger than 16 KiB; a token may have 8.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['body_too_large', 'The body is larger than 64 KiB.'],
};

/**
 * Answers what never becomes a request, since its HTTP cannot be read or its end does not come, and ends the
 * connection. No request says from which page it comes; the answer tells nothing of anybody, so every page may read it.
 */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  // Node has one bound for all requests, and looks no more at one that it has told of.
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && isUploading(socket)) return;
  const answering = (socket as { _httpMessage?: { headersSent: boolean } })._httpMessage;
  if (error.code === 'ECONNRESET' || !socket.writable || answering?.headersSent) {
    socket.destroy();
    return;
  }
  const [code, detail] = known[error.code ?? ''] ?? unreadable;
  const { status, title } = problems[code];
  const body = JSON.stringify({ type: `/api/docs#${code}`, title, status, detail, code });
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Access-Control-Allow-Origin: *',
    'Connection: close',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}
