import type { GetToken } from '../client/token-source.ts';
import type { Check } from './diagnosis.ts';

/** An element as far as its set-up goes. */
export interface SetUp {
  tag: string;
  /** As the host gave it; empty: where the script came from. */
  givenApi: string;
  /** The address that is used. */
  api: string;
  token: string | null;
  getToken: GetToken | null;
  /** Does it show nothing at all without a person? */
  needsPerson: boolean;
  /** Whether the files beside the script come. */
  files: Check;
  /** What the page's policy refused since the diagnosis began. */
  violations: readonly SecurityPolicyViolationEvent[];
}

export function fine(name: Check['name'], detail: string): Check {
  return { name, ok: true, detail, fix: '' };
}

export function wrong(name: Check['name'], detail: string, fix: string): Check {
  return { name, ok: false, detail, fix };
}
