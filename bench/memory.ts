/** What a process takes. */
import { readFileSync } from 'node:fs';

/** Resident memory in bytes; null where the system does not tell. */
export function memoryOf(pid: number | undefined): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return 1024 * Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]);
  } catch {
    return null;
  }
}
