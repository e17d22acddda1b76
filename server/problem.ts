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
