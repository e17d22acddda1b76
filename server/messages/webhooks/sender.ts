/** Sends what happened to the portal, signed as Standard Webhooks asks (https://www.standardwebhooks.com). */
import { Webhook } from 'standardwebhooks';
import type { Clock } from '../../clock.ts';
import type { Outcome } from '../outcome.ts';

export interface WebhookSender {
  /** One try, over within `bounds.answer`. Never rejects. */
  send(message: { id: string; body: string }): Promise<Outcome>;
  /** Lets what is being sent end for `bounds.farewell`, then cuts it off. */
  close(): Promise<void>;
}

/** How long what is waited for, in ms. */
export interface WebhookBounds {
  /** An answer, and its end. */
  answer: number;
  farewell: number;
}

const usual: WebhookBounds = { answer: 15_000, farewell: 2000 };

/** An answer is read that far, so that its connection can be used again; what it says matters to nobody. */
const longestAnswer = 64 * 1024;

export interface WebhookSenderOptions {
  /** As config-messages.ts checked it. */
  url: string;
  /** `whsec_…` */
  secret: string;
  clock: Clock;
  bounds?: Partial<WebhookBounds>;
}

/**
 * Each try is signed anew, by the time that it is then: a signature of before would be too old for the receiver. A redirect
 * is not followed, since it may lead into a network that only the service reaches.
 */
export function createWebhookSender({ url, secret, clock, ...options }: WebhookSenderOptions): WebhookSender {
  const bounds = { ...usual, ...options.bounds };
  const webhook = new Webhook(secret);
  const going = new Map<Promise<Outcome>, AbortController>();
  let isClosed = false;

  async function trySending(id: string, body: string, { signal }: AbortController): Promise<Outcome> {
    const now = new Date(clock());
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'mentor-slots',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
          'webhook-signature': webhook.sign(id, now, body),
        },
        body,
        redirect: 'manual',
        signal,
      });
      await readAway(answer);
      return outcomeOf(answer.status);
    } catch (error) {
      return { sent: false, reason: signal.aborted ? String(signal.reason) : whyNoAnswer(error) };
    }
  }

  return {
    async send({ id, body }) {
      if (isClosed) return { sent: false, reason: stopped };
      const patience = new AbortController();
      const timer = setTimeout(
        () => patience.abort(`no answer within ${bounds.answer / 1000} s`),
        bounds.answer,
      );
      const trying = trySending(id, body, patience).finally(() => {
        clearTimeout(timer);
        going.delete(trying);
      });
      going.set(trying, patience);
      return trying;
    },
    async close() {
      isClosed = true;
      const cutOff = () => {
        for (const patience of going.values()) patience.abort(stopped);
      };
      const timer = setTimeout(cutOff, bounds.farewell);
      await Promise.all(going.keys());
      clearTimeout(timer);
    },
  };
}

const stopped = 'the service stops';

/** The status has told all: whatever becomes of the rest, a bad end of it included, changes nothing. */
async function readAway({ body }: Response): Promise<void> {
  let bytes = 0;
  try {
    // Leaving the loop ends the connection.
    for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > longestAnswer) break;
    }
  } catch {
    // Too late, broken off or not what its headers said.
  }
}

function outcomeOf(status: number): Outcome {
  if (status >= 200 && status < 300) return { sent: true };
  if (status === 410) return { sent: false, reason: 'the receiver answers 410', isFinal: true };
  const isRedirect = status >= 300 && status < 400;
  return {
    sent: false,
    reason: `the receiver answers ${status}${isRedirect ? ', and no redirect is followed' : ''}`,
  };
}

/** By its code alone: what Node.js says besides may have the address in it, which may hold a secret. */
function whyNoAnswer(error: unknown): string {
  const { cause, name } = error as Error;
  const { code } = (cause ?? {}) as NodeJS.ErrnoException;
  return `the receiver cannot be reached: ${code ?? name}`;
}
