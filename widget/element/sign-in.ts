import type { TemplateResult } from 'lit';
import { blank } from '../look/blank.ts';
import { SignInRequiredEvent } from './events.ts';
import type { Viewing } from './viewing.ts';

/** Asks the host to sign somebody in. Returns false where the host takes it from here. */
export function requireSignIn(
  { element, client }: Viewing,
  reason: SignInRequiredEvent['reason'] = 'action',
): boolean {
  const unhandled = element.dispatchEvent(new SignInRequiredEvent(reason));
  if (unhandled && reason === 'action' && element.getToken) client?.retry();
  return unhandled;
}

/** Instead of what only a person may see. */
export function signInBlank(viewing: Viewing, title: string, hint: string, button: string): TemplateResult {
  return blank('empty', title, hint, [button, () => requireSignIn(viewing)]);
}
