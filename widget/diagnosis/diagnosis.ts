import type { GetToken } from '../client/token-source.ts';

/** What `element.diagnose()` found. */
export interface Diagnosis {
  /** Nothing is wrong. */
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

/** One thing that has to be right for the element to work. */
export interface Check {
  readonly name: 'address' | 'parts' | 'reachable' | 'policy' | 'socket' | 'clock' | 'token';
  readonly ok: boolean;
  /** What was seen. */
  readonly detail: string;
  /** What the portal's developer can do; empty where nothing is wrong. */
  readonly fix: string;
}

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
  /** What the page's policy refused since the diagnosis began. */
  violations: readonly SecurityPolicyViolationEvent[];
}

export function fine(name: Check['name'], detail: string): Check {
  return { name, ok: true, detail, fix: '' };
}

export function wrong(name: Check['name'], detail: string, fix: string): Check {
  return { name, ok: false, detail, fix };
}
