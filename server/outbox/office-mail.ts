/** The mail to an alumnus of what the programme office did on their behalf. */
import type { Actor } from '../audit/record.ts';
import { isOffice } from '../behalf/acting.ts';
import { instant } from '../clock.ts';
import type { OutboxRules } from '../config.ts';
import type { Tx } from '../db/database.ts';
import type { SlotRow } from '../db/tables.ts';
import { nextId } from '../ordered-id.ts';
import type { MailPayload, OfficeAct, SessionTime } from './message.ts';
import { insertMessage } from './queries.ts';

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
  const { act, slots, before, bookingId = null } = done;
  const [first] = slots;
  if (!rules.mail || first === undefined || !isOffice(by, first.alumni_id)) return;
  const isMoved =
    before !== undefined && (before.starts_at !== first.starts_at || before.ends_at !== first.ends_at);
  const payload: MailPayload = {
    version: first.version,
    byOffice: true,
    act,
    sessions: slots.length,
    session: timeOf(first),
    title: first.description,
    before: isMoved ? timeOf(before) : null,
  };
  tx.submit(insertMessage, {
    id: nextId(now),
    channel: 'mail',
    kind: 'office_changed',
    recipient_id: first.alumni_id,
    slot_id: first.id,
    booking_id: bookingId,
    stream: null,
    position: first.version,
    payload: JSON.stringify(payload),
    created_at: instant(now),
    due_at: instant(now),
  });
}

function timeOf(slot: SlotRow): SessionTime {
  return { startsAt: slot.starts_at, endsAt: slot.ends_at, timeZone: slot.time_zone };
}
