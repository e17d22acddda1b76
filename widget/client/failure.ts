/** A request that did not succeed: the service's problem, or `offline` / `timeout` where there was no answer. */
export class Failure extends Error {
  override readonly name = 'Failure';
  constructor(
    /** The service's stable code, or `offline`, `timeout`, `signed_out`. */
    readonly code: string,
    /** A sentence for a person. */
    detail: string,
    /** HTTP status, 0 where there was no answer. */
    readonly status: number = 0,
    /** What the service said besides: clashes, instants, numbers. */
    readonly facts: Readonly<Record<string, unknown>> = {},
    /** The service's id of the request, to find it in its log. */
    readonly requestId: string | null = null,
  ) {
    super(detail);
  }
}

/** Whatever was thrown, as a Failure. */
export function failureOf(error: unknown): Failure {
  return error instanceof Failure ? error : new Failure('internal_error', String(error));
}

/** Nobody is signed in, or no longer. */
export function needsSignIn({ code }: Failure): boolean {
  return code === 'unauthenticated' || code === 'signed_out' || code === 'invalid_token';
}
