import type { Failure } from '../failure.ts';

/** Says in the console why there is no token, which only the portal's developer can mend. `origin`: the service's. */
export function tellDeveloper({ code, message }: Failure, origin: string): void {
  if (code !== 'token_refused') {
    console.warn(`mentor-slots: ${message}. It is asked again.`);
    return;
  }
  console.error(
    `mentor-slots: ${origin} refuses the token of this page (401 invalid_token). It has to be signed with JWT_SECRET of the ` +
      'service, or a key of its JWKS_URL, and to fit JWT_ISSUER and JWT_AUDIENCE. diagnose() of an element says more.',
  );
}
