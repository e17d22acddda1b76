/** What went wrong, told to the person and to the page. */
import type { TemplateResult } from 'lit';
import { type Failure, failureOf, needsSignIn } from '../client/failure.ts';
import { blank } from '../look/blank.ts';
import type { Notice } from '../look/notice.ts';
import type { Facts } from '../text/messages.ts';
import type { CommonName } from '../text/names.ts';
import { MentorErrorEvent } from './events.ts';
import type { Viewing } from './viewing.ts';

const ownTexts: Readonly<Record<string, CommonName>> = {
  offline: 'offlineFailure',
  outdated: 'outdatedFailure',
  timeout: 'timeoutFailure',
  rate_limited: 'rateLimitedFailure',
  token_failed: 'tokenFailure',
  token_refused: 'tokenRefusedFailure',
};

/** A sentence for a person about what went wrong; facts that the service told are put into it. */
export function explain(viewing: Viewing, failure: Failure): string {
  const { code, status, message, facts } = failure;
  // Whoever runs the service says why nothing can be changed.
  if (facts.words) return message;
  const name = needsSignIn(failure)
    ? 'signedOutFailure'
    : (ownTexts[code] ?? (status < 500 || code === 'maintenance' ? code : 'serverFailure'));
  // Of the facts that the service told, texts name none but words and numbers.
  return viewing.tellText(name, facts as Facts) ?? message;
}

/** The sentence as a notice, with the reference that finds it in the service's log. */
export function failureNotice(viewing: Viewing, failure: Failure): Notice {
  return { tone: 'bad', text: explain(viewing, failure), reference: failure.requestId };
}

/** Tells the page by `mentor-error` that something did not succeed. Returns it as a Failure. */
export function report({ element }: Viewing, error: unknown): Failure {
  const failure = failureOf(error);
  element.dispatchEvent(new MentorErrorEvent(failure));
  return failure;
}

/** Instead of a list that could not be read. `again` tries to. */
export function failureBlank(
  viewing: Viewing,
  failure: Failure,
  again = () => viewing.client?.retry(),
): TemplateResult {
  const { text } = viewing;
  return blank(
    'error',
    text('failed'),
    explain(viewing, failure),
    [text('retry'), again],
    failure.requestId && text('reference', { id: failure.requestId }),
  );
}

/** Where the files of an element did not come, none of its texts have; these are told in English. */
export function unreachable({ code }: Failure, retry: () => void): TemplateResult {
  const title = 'The sessions could not be loaded.';
  return code === 'outdated'
    ? blank('error', title, 'They were updated meanwhile.', ['Reload the page', () => location.reload()])
    : blank('error', title, 'Check your connection.', ['Try again', retry]);
}
