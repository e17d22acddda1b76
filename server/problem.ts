import type { ProblemCode } from '@mentor-slots/contract';

/**
 * An expected failure. `code` is one of the closed union in the contract, whose table gives status and title;
 * `message` is the sentence for the person who caused it; `facts` stand beside it in the answer.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly code: ProblemCode,
    detail: string,
    readonly facts: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail);
  }
}

/**
 * What the log says of an error: of an expected failure its code and what the engine or the network said, without a stack; of
 * anything else all that there is.
 */
export function logged(error: unknown): Readonly<Record<string, unknown>> {
  return error instanceof Problem ? { code: error.code, why: reasonOf(error) } : { err: error };
}

/** What the engine or the network said; the problem's own sentence where nothing was. */
function reasonOf(error: Error): string {
  if (error.cause instanceof AggregateError) return reasonOf(error.cause.errors[0]);
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
}
