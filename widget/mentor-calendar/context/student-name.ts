import type { RosterEntry } from '@mentor-slots/contract';

/** What a student is called: by name, else by id. */
export function studentName({ studentName, studentId }: RosterEntry): string {
  return studentName || studentId;
}
