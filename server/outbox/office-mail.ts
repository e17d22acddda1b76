/** The mail to an alumnus of what the programme office did on their behalf. */
import type { Actor } from '../audit/record.ts';
import { isOffice } from '../behalf/acting.ts';
import type { OutboxRules } from '../config.ts';
import type { Tx } from '../db/database.ts';
import type { SlotRow } from '../db/tables.ts';
import type { MailPayload, OfficeAct } from './message.ts';
import { timeBefore, timeOf } from './session-time.ts';
import { writeMessage } from './write-message.ts';

/** What somebody did with sessions of one alumnus, soonest first. */
interface Done {
  act: OfficeAct;
  slots: readonly SlotRow[];
  /** Changed: the first as it was. */
  before?: SlotRow | undefined;
  /** Settled: whose booking. */
  bookingId?: string;
}

/** One mail an act, however many sessions it is about; none where the alumnus did it themselves. `now` in ms. */
export function writeOfficeMail(tx: Tx, rules: OutboxRules, by: Actor, now: number, done: Done): void {
  const { act, slots, before = null, bookingId = null } = done;
  const [first] = slots;
  if (!rules.mail || first === undefined || !isOffice(by, first.alumni_id)) return;
  const payload: MailPayload = {
    version: first.version,
    act,
    sessions: slots.length,
    session: timeOf(first),
    title: first.description,
    before: timeBefore({ before, slot: first }),
  };
  const mail = { channel: 'mail', kind: 'office_changed', recipient_id: first.alumni_id } as const;
  writeMessage(tx, first, { ...mail, booking_id: bookingId, stream: null, payload }, now);
}
