/** The feed of somebody's sessions: made, stopped, found by its secret. */
import type { CalendarFeed, Language, NewCalendarFeed } from '@mentor-slots/contract';
import { recordAudit } from '../../audit/record.ts';
import type { Caller } from '../../caller.ts';
import { instant } from '../../clock.ts';
import type { Queries, Tx } from '../../db/database.ts';
import { toldLanguage } from '../../people/me.ts';
import { deleteFeed, feedBySecret, feedOf, putFeed } from './queries.ts';
import { hashOf, newSecret } from './secret.ts';

export async function readFeed(queries: Queries, caller: Caller): Promise<CalendarFeed> {
  const feed = await feedOf(queries, caller.id);
  return {
    active: feed !== undefined,
    createdAt: feed?.created_at ?? null,
    lastReadAt: feed?.last_read_at ?? null,
  };
}

/** Makes a feed in the place of an earlier one, whose address is nobody's from now on. `publicUrl` has no slash at its end. */
export async function makeFeed(
  tx: Tx,
  caller: Caller,
  publicUrl: string,
  now: number,
): Promise<NewCalendarFeed> {
  const secret = newSecret();
  await putFeed(tx, { person_id: caller.id, secret_hash: hashOf(secret), created_at: instant(now) });
  recordAudit(tx, caller, now, { action: 'calendar_feed_made', subjectId: caller.id, details: {} });
  return { url: `${publicUrl}/calendars/${secret}.ics` };
}

/** Nothing where there is none. */
export async function stopFeed(tx: Tx, caller: Caller, now: number): Promise<void> {
  if (!(await deleteFeed(tx, caller.id))) return;
  recordAudit(tx, caller, now, { action: 'calendar_feed_stopped', subjectId: caller.id, details: {} });
}

/** Whose feed this is; null where the secret is nobody's, or no longer. */
export async function feedReader(
  queries: Queries,
  secret: string,
): Promise<{ personId: string; lastReadAt: string | null; language: Language | null } | null> {
  const [found] = await queries.run(feedBySecret, { secretHash: hashOf(secret) });
  if (found === undefined) return null;
  return { personId: found.person_id, lastReadAt: found.last_read_at, language: toldLanguage(found) };
}
