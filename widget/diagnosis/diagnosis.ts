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
