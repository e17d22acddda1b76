/** What is wrong with an element's set-up, in words for the portal's developer, who reads English. */
import type { Check, Diagnosis } from './diagnosis.ts';
import { checkAddress, checkPolicy, checkReachable } from './network-checks.ts';
import type { SetUp } from './set-up.ts';
import { checkClock, checkSocket } from './socket-check.ts';
import { checkToken, findToken } from './token-check.ts';

/** Checks the set-up of an element, as its host gave it. */
export async function diagnose(given: Omit<SetUp, 'violations'>): Promise<Diagnosis> {
  const violations: SecurityPolicyViolationEvent[] = [];
  const refused = (event: SecurityPolicyViolationEvent) => void violations.push(event);
  document.addEventListener('securitypolicyviolation', refused);
  try {
    return await check({ ...given, violations });
  } finally {
    document.removeEventListener('securitypolicyviolation', refused);
  }
}

/** Checks one after another, each in the light of those before. */
async function check(setUp: SetUp): Promise<Diagnosis> {
  const checks: Check[] = [checkAddress(setUp), setUp.files];
  const held = await findToken(setUp);
  if (checks[0]?.ok) {
    const reachable = await checkReachable(setUp);
    const { socket, offset } = await checkSocket(setUp, held.token, reachable.ok);
    const token = await checkToken(setUp, held, offset, reachable.ok);
    checks.push(reachable, checkPolicy(setUp), socket, checkClock(offset), token);
  }
  // Whatever was said on the way, the token is nobody's to read.
  const hide = (text: string) => (held.token ? text.replaceAll(held.token, '…') : text);
  const told = checks.map((one) => ({ ...one, detail: hide(one.detail), fix: hide(one.fix) }));
  return { ok: told.every(({ ok }) => ok), checks: told };
}
