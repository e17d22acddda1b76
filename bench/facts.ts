/**
 * What `npm run bench` measures, against what, and what it should come to. The tables of docs/performance.md have these lines in this
 * order; a test compares them.
 */
import { promised } from './promised.ts';
import { unpromised } from './unpromised.ts';

export const facts = { ...promised, ...unpromised };

export type FactName = keyof typeof facts;
