import type { Problem, ProblemCode } from '@mentor-slots/contract';
import { expect } from 'vitest';
import type { Answer } from './service.ts';

/** Expects an RFC 9457 problem in full form, and returns it with its facts. */
export function expectProblem(answer: Answer<unknown>, status: number, code: ProblemCode) {
  expect(answer.body).toMatchObject({
    type: expect.stringMatching(/\S/),
    title: expect.stringMatching(/\S/),
    status,
    detail: expect.stringMatching(/\w.*\.$/s),
    code,
  });
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  return answer.body as Problem & Record<string, unknown>;
}
