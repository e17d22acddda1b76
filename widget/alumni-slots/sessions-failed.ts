import type { TemplateResult } from 'lit';
import { type Failure, needsSignIn } from '../client/failure.ts';
import { failureBlank } from '../element/failures.ts';
import { signInBlank } from '../element/sign-in.ts';
import type { Viewing } from '../element/viewing.ts';
import type { SlotsName } from '../text/names.ts';

/** Instead of sessions that could not be read. `again` tries to; the client does unless told. */
export function sessionsFailed(
  viewing: Viewing<SlotsName>,
  failure: Failure,
  again?: () => void,
): TemplateResult {
  const { text } = viewing;
  return needsSignIn(failure)
    ? signInBlank(viewing, text('slotsSignedOut'), text('slotsSignedOutHint'), text('signInShort'))
    : failureBlank(viewing, failure, again);
}
