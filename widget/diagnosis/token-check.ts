import { claimsOf } from '../client/claims.ts';
import type { Check } from './diagnosis.ts';
import { fine, type SetUp, wrong } from './set-up.ts';

const longestToken = 8_192;

/** The host's token, and what kept it from coming. */
export async function findToken({
  token,
  getToken,
}: SetUp): Promise<{ token: string | null; failure: string }> {
  if (!getToken) return { token, failure: '' };
  try {
    const found = await getToken({ reason: 'first-use' });
    return { token: found || null, failure: found ? '' : 'getToken brought nothing' };
  } catch (error) {
    return { token: null, failure: `getToken failed: ${error instanceof Error ? error.message : error}` };
  }
}

/** Is the token one that the service takes for what the element does? `offset`: see the socket. */
export async function checkToken(
  setUp: SetUp,
  { token, failure }: { token: string | null; failure: string },
  offset: number | null,
  isReachable: boolean,
): Promise<Check> {
  const give = 'Set getToken (or token) to a JWT that the portal’s server signs for whoever is signed in.';
  if (failure) return wrong('token', `${failure}.`, 'Return a JWT, or nothing where nobody is signed in.');
  if (!token) {
    if (setUp.needsPerson) return wrong('token', `<${setUp.tag}> shows nothing without a token.`, give);
    return fine('token', `${whoHasOne()}: sessions are shown, and booking asks to sign in. ${give}`);
  }
  if (token.length > longestToken) {
    const detail = `The token has ${token.length} characters; the service takes ${longestToken}.`;
    return wrong(
      'token',
      detail,
      'Put only the claims into it that the service reads, not every group of the person.',
    );
  }
  const claims = claimsOf(token);
  if (!claims) return wrong('token', 'What was given as token is no JWT.', give);
  if (typeof claims.sub !== 'string' || !claims.sub) {
    return wrong(
      'token',
      'The token has no sub.',
      'Put the person’s id into sub, as text of 1 to 128 characters.',
    );
  }
  if (typeof claims.exp !== 'number') {
    return wrong(
      'token',
      'The token has no exp.',
      'Let tokens end: exp in seconds since 1970, ten minutes ahead.',
    );
  }
  const past = Date.now() + (offset ?? 0) - claims.exp * 1_000;
  if (past > 0) {
    const detail = `The token ended ${Math.max(1, Math.round(past / 60_000))} minutes ago.`;
    return wrong(
      'token',
      detail,
      'Mint a new one for each call of getToken; check the clock of the server that does.',
    );
  }
  if (!isReachable) return fine('token', 'Well formed; the service could not be asked about it.');
  return askService(setUp, token);
}

/** Has another element of the page a token, where this one has none? */
function whoHasOne(): string {
  const elements = document.querySelectorAll<HTMLElement & Partial<SetUp>>('alumni-slots, mentor-calendar');
  return [...elements].some(({ token, getToken }) => token || getToken)
    ? 'This element has none, though another of this page has one'
    : 'No element of this page has one';
}

async function askService({ api, tag }: SetUp, token: string): Promise<Check> {
  const path = tag === 'mentor-calendar' ? 'my-slots' : 'my-bookings';
  const headers = { authorization: `Bearer ${token}` };
  let response: Response;
  try {
    response = await fetch(`${api}/api/slots/${path}`, { headers, credentials: 'omit' });
  } catch {
    return wrong('token', 'A request with a token does not get through.', 'Let the proxy pass OPTIONS on.');
  }
  if (response.ok) return fine('token', 'The service takes it.');
  const { code, detail } = Object(await response.json().catch(() => null)) as Record<string, string>;
  const fixes: Record<string, string> = {
    invalid_token:
      'Sign with the service’s JWT_SECRET, or a key of its JWKS_URL; see JWT_ISSUER and JWT_AUDIENCE.',
    wrong_role: 'See JWT_ROLE_CLAIM and JWT_ROLE_MAP of the service.',
  };
  const said = `The service says ${response.status} ${code ?? ''}: ${detail ?? 'nothing more'}`;
  return wrong('token', said, fixes[code ?? ''] ?? 'See the service’s log.');
}
