import { Failure } from './failure.ts';
import { toJson } from './to-json.ts';
import type { TokenSource } from './token-source.ts';
import type { World } from './world.ts';

const patience = 20_000;

export type Method = 'PUT' | 'GET' | 'POST' | 'PATCH' | 'DELETE';

export interface Ask {
  method?: Method;
  body?: unknown;
  headers?: Record<string, string>;
  /** Refuse without asking when nobody is signed in. */
  personal?: boolean;
  /** Whatever the answer says, as text: this media type. JSON unless told. */
  accept?: string;
  /** Sends it in another way than `fetch` does, for as long as that takes; a Failure of its own is passed on. */
  by?(address: string, headers: Readonly<Record<string, string>>): Promise<Response>;
  /** Ends it: nobody waits for the answer any more. */
  signal?: AbortSignal;
}

export interface Answer<T> {
  /** Null where the service said 304 or nothing. */
  body: T | null;
  etag: string | null;
}

export type Http = <T>(path: string, ask?: Ask) => Promise<Answer<T>>;

/** JSON over HTTP with the person's token; every refusal is a Failure. A 401 is repeated once with a new token. */
export function createHttp(api: string, world: World, tokens: TokenSource): Http {
  async function send(path: string, ask: Ask, token: string | null): Promise<Response> {
    const headers: Record<string, string> = {
      accept: ask.accept ?? 'application/json',
      ...ask.headers,
    };
    if (token) headers.authorization = `Bearer ${token}`;
    if (ask.body !== undefined) headers['content-type'] = 'application/json';
    const abort = new AbortController();
    const signal = ask.signal ? AbortSignal.any([abort.signal, ask.signal]) : abort.signal;
    // What is sent in a way of its own takes the time that it takes.
    const stop = ask.by ? () => {} : world.after(patience, () => abort.abort());
    try {
      if (ask.by) return await ask.by(api + path, headers);
      return await world.fetch(api + path, {
        method: ask.method ?? 'GET',
        headers,
        body: ask.body === undefined ? null : toJson(ask.body),
        signal,
        credentials: 'omit',
        cache: 'no-store',
      });
    } catch (error) {
      if (error instanceof Failure) throw error;
      if (signal.aborted) throw new Failure('timeout', 'The service did not answer in time.');
      throw await import('./diagnosis/unanswered.ts').then(
        ({ whyUnanswered }) => whyUnanswered(api, world),
        () => new Failure('offline', 'The service cannot be reached.'),
      );
    } finally {
      stop();
    }
  }

  return async <T>(path: string, ask: Ask = {}) => {
    const orNobody = (error: unknown) => {
      if (ask.personal) throw error;
      return null;
    };
    const token = await tokens.get().catch(orNobody);
    if (ask.personal && !token) throw new Failure('signed_out', 'Please sign in first.', 401);
    let sent = token;
    let response = await send(path, ask, token);
    if (response.status === 401 && token) {
      const newer = await tokens.renew('unauthorized', token).catch(orNobody);
      if (newer || !ask.personal) response = await send(path, ask, newer);
      sent = newer;
      if (response.status === 401) tokens.refuse(newer);
    }
    if (response.status === 401 && tokens.failure) throw tokens.failure;
    if (token && (response.ok || response.status === 403)) tokens.accept();
    if (response.status === 304) return { body: null, etag: null };
    const text = await response.text().catch(() => '');
    if (!response.ok) {
      const failure = failureOf(response, text);
      const { roles } = failure.facts;
      if (failure.code === 'wrong_role' && Array.isArray(roles)) tokens.grant(sent, { roles });
      throw failure;
    }
    if (ask.accept) return { body: text as T, etag: null };
    try {
      return { body: text ? (JSON.parse(text) as T) : null, etag: response.headers.get('etag') };
    } catch {
      throw new Failure('internal_error', 'The answer could not be read.', response.status);
    }
  };
}

/** Reads problem+json; anything else (a proxy's page) still becomes a sentence. */
function failureOf(response: Response, text: string): Failure {
  const { headers, status } = response;
  let problem: Record<string, unknown> = {};
  try {
    problem = Object(JSON.parse(text));
  } catch {
    // Not the service's own answer.
  }
  const told = (name: string) => (typeof problem[name] === 'string' ? (problem[name] as string) : null);
  const { code: _, detail: __, type: ___, title: ____, status: _____, requestId: ______, ...facts } = problem;
  const wait = headers.get('retry-after');
  return new Failure(
    told('code') ?? (status < 500 ? 'invalid_request' : 'unavailable'),
    told('detail') ?? 'The service could not do that.',
    status,
    wait ? { ...facts, retryAfter: Number(wait) } : facts,
    told('requestId') ?? headers.get('x-request-id'),
  );
}
