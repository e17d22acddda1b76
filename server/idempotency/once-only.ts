/**
 * Idempotency-Key (IETF draft-ietf-httpapi-idempotency-key-header): the answer to the first request is kept in the
 * same commit as its work, for a day, and given again to its repetitions.
 */
import { createHash } from 'node:crypto';
import { type Clock, instant } from '../clock.ts';
import type { Database, Tx } from '../db/database.ts';
import { Problem } from '../problem.ts';
import { forgetAnswer, forgetAnswersBefore, keepAnswer, keptAnswer } from './queries.ts';

const keptFor = 24 * 60 * 60 * 1000;

/** Whose key it is, and whom else the work holds still: who holds one person waits for no other. */
interface Keyed {
  callerId: string;
  alsoHeld?: string;
  key: string | undefined;
  body: unknown;
}

export type OnceOnly = <Answer>(request: Keyed, work: (tx: Tx) => Promise<Answer>) => Promise<Answer>;

/** Runs a unit of work once a key and caller. Without a key it just runs it. */
export function onceOnly(deps: { database: Database; clock: Clock }): OnceOnly {
  const running = new Set<string>();
  return async (request, work) => {
    const { callerId, alsoHeld = callerId, body, key } = request;
    if (key === undefined) return deps.database.write(work);
    if (key.length < 1 || key.length > 255) {
      throw new Problem('invalid_request', 'Idempotency-Key must be 1 to 255 characters.', {
        field: 'Idempotency-Key',
      });
    }
    const name = JSON.stringify([callerId, key]);
    if (running.has(name)) {
      throw new Problem('request_running', 'The first request with this Idempotency-Key is still running.', {
        retryAfter: 1,
      });
    }
    running.add(name);
    try {
      const hash = createHash('sha256').update(canonical(body)).digest('base64url');
      return await deps.database.write((tx) =>
        answerOnce(tx, { callerId, alsoHeld, key, hash, now: deps.clock() }, work),
      );
    } finally {
      running.delete(name);
    }
  };
}

async function answerOnce<Answer>(
  tx: Tx,
  request: { callerId: string; alsoHeld: string; key: string; hash: string; now: number },
  work: (tx: Tx) => Promise<Answer>,
): Promise<Answer> {
  const { callerId, alsoHeld, key, hash, now } = request;
  await tx.lock('people', [...new Set([callerId, alsoHeld])]);
  // Only this one: the others are forgotten from time to time.
  await forgetAnswer(tx, callerId, key, instant(now - keptFor));
  const first = await keptAnswer(tx, callerId, key);
  if (first !== undefined) {
    if (first.request_hash === hash) return JSON.parse(first.answer) as Answer;
    throw new Problem(
      'idempotency_key_reused',
      'This Idempotency-Key was used for a request with another body.',
    );
  }
  const answer = await work(tx);
  await keepAnswer(tx, {
    caller_id: callerId,
    key,
    request_hash: hash,
    answer: JSON.stringify(answer),
    created_at: instant(now),
  });
  return answer;
}

/** Forgets at most so many of the answers that are kept no longer, and tells how many. `now` in ms. */
export function forgetOldAnswers(tx: Tx, now: number, most: number): Promise<number> {
  return forgetAnswersBefore(tx, instant(now - keptFor), most);
}

/** The same text for the same fields, in whatever order they came. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
