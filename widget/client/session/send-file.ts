/** Sends a file in a form of its own, and tells how far it is: `fetch` cannot. */
import { Failure } from '../failure.ts';
import type { Http } from '../http.ts';

export interface Upload {
  /** Is told each time more of the file has been sent. */
  progress?(sent: number, total: number): void;
  /** Its abort ends the upload. */
  signal?: AbortSignal;
}

/** Rejects with a Failure; `aborted` where `upload.signal` ended it. */
export async function sendFile<T>(http: Http, path: string, file: File, upload: Upload): Promise<T> {
  const by = (address: string, headers: Readonly<Record<string, string>>) =>
    post(address, headers, file, upload);
  const { body } = await http<T>(path, { method: 'POST', personal: true, by });
  if (!body) throw new Failure('internal_error', 'The answer could not be read.');
  return body;
}

function post(
  address: string,
  headers: Readonly<Record<string, string>>,
  file: File,
  { progress, signal }: Upload,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const aborted = () => reject(new Failure('aborted', 'The upload was ended.'));
    if (signal?.aborted) return aborted();
    const request = new XMLHttpRequest();
    request.open('POST', address);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => progress?.(Math.min(loaded, total), total);
    request.onload = () => resolve(answerOf(request));
    request.onerror = () => reject(new Error('No answer.'));
    request.onabort = aborted;
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    const form = new FormData();
    form.append('file', file, file.name);
    request.send(form);
  });
}

function answerOf(request: XMLHttpRequest): Response {
  const headers = new Headers();
  // Of another origin's answer a page may read no other that matters; the id of the request stands in a problem, too.
  const wait = request.getResponseHeader('retry-after');
  if (wait !== null) headers.set('retry-after', wait);
  const { status, responseText } = request;
  return new Response(status === 204 || status === 304 ? null : responseText, { status, headers });
}
