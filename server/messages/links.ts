/** Where the links of mails lead. */
import type { BookingRow, SlotRow } from '../db/tables.ts';

export interface Links {
  /** The page of the portal, with `{alumniId}`, `{slotId}` and `{bookingId}` to be filled in; null: none. */
  portal: string | null;
  /** Where the service is reached, without a slash at the end. */
  publicUrl: () => string;
}

/** `mailKey`: whose reminders can be switched off by it; null where the mail is none. */
export function linksOf(
  { portal, publicUrl }: Links,
  slot: SlotRow,
  booking: BookingRow | undefined,
  mailKey: string | null,
): { portal: string | null; unsubscribe: string | null } {
  const facts: Record<string, string> = {
    alumniId: slot.alumni_id,
    slotId: slot.id,
    bookingId: booking?.id ?? '',
  };
  return {
    portal: portal?.replace(/\{(\w+)\}/g, (whole, name) => encodeURIComponent(facts[name] ?? whole)) ?? null,
    unsubscribe: mailKey === null ? null : `${publicUrl()}${unsubscribePath(mailKey)}`,
  };
}

export function unsubscribePath(mailKey: string): string {
  return `/api/unsubscribe/${mailKey}`;
}
