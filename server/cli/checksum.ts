import { createHash } from 'node:crypto';
import type { Row } from '../db/copy-target.ts';

/** Of a table's rows in whatever order: engines sort text differently. */
export interface Checksum {
  rows: number;
  add(row: Row): void;
  /** Equal for equal rows; by chance alone for others once in 2⁹⁶. */
  text(): string;
}

const modulus = 2 ** 48;

export function createChecksum(): Checksum {
  let [high, low] = [0, 0];
  return {
    rows: 0,
    add(row) {
      const values = Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
      const hash = createHash('sha256').update(JSON.stringify(values)).digest();
      high = (high + hash.readUIntBE(0, 6)) % modulus;
      low = (low + hash.readUIntBE(6, 6)) % modulus;
      this.rows += 1;
    },
    text: () => [high, low].map((part) => part.toString(16).padStart(12, '0')).join(''),
  };
}
