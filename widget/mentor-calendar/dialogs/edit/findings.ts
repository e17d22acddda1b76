import type { SlotView } from '@mentor-slots/contract';
import { wallInstant } from '../../../calendar/wall/wall-instant.ts';
import type { Failure } from '../../../client/failure.ts';
import { isHttps } from '../../../look/join-link.ts';
import type { CalendarName } from '../../../text/names.ts';
import { lengthOf } from '../typed-times.ts';
import { draftOf, type Field, type FormDraft } from './draft.ts';
import { openingInstant, startInstant } from './opening.ts';

/** What is wrong with each field that is not right: the name of a text. */
export type Findings = Partial<Record<Field, CalendarName>>;

/** Minutes. */
const longest = 12 * 60;
const longestSeries = 60;

/** What a person can see without asking the service. The service has the last word. */
export function findings(draft: FormDraft, now: number): Findings {
  const found: Findings = {};
  if (!draft.date) found.date = 'needDate';
  if (!draft.startTime) found.startTime = 'needStart';
  if (!draft.endTime) found.endTime = 'needEnd';
  if (draft.startTime && draft.endTime) {
    const length = lengthOf(draft);
    if (length <= 0) found.endTime = 'end_not_after_start';
    else if (length > longest) found.endTime = 'slot_too_long';
  }
  if (draft.date && draft.startTime && wallInstant(draft.date, draft.startTime, draft.timeZone) <= now) {
    found.startTime = 'start_in_past';
  }
  if (draft.opensLater) {
    if (!draft.opensDate) found.opensDate = 'needOpens';
    if (!draft.opensTime) found.opensTime = 'needOpens';
    if (openingInstant(draft) >= startInstant(draft)) found.opensTime = 'opens_after_start';
  }
  if (!isWhole(draft.seats, 1, 500)) found.seats = 'badSeats';
  if (draft.meetingUrl.trim() && !isHttps(draft.meetingUrl.trim())) found.meetingUrl = 'badLink';
  if (draft.every && draft.ends === 'count' && !isWhole(draft.count, 2, longestSeries))
    found.count = 'badCount';
  if (draft.every && draft.ends === 'until') {
    if (!draft.until) found.until = 'needUntil';
    else if (draft.until < draft.date) found.until = 'untilBeforeDate';
  }
  return found;
}

/** As above, of a session that is edited: where it has begun already, its start may stay. */
export function findingsOf(slot: SlotView | null, draft: FormDraft, now: number): Findings {
  const { startTime, ...others } = findings(draft, now);
  if (!startTime) return others;
  const before = slot && draftOf(slot);
  const isSameStart =
    before?.date === draft.date && before.startTime === draft.startTime && before.timeZone === draft.timeZone;
  return isSameStart && startTime === 'start_in_past' ? others : { startTime, ...others };
}

/** What dates a form comes to does not depend on these. */
const besideTimes: readonly Field[] = [
  'description',
  'seats',
  'meetingUrl',
  'requiresApproval',
  'opensDate',
  'opensTime',
];

/** Are the times complete, whatever else is still being typed? */
export function areTimesRight(slot: SlotView | null, draft: FormDraft, now: number): boolean {
  const found = Object.keys(findingsOf(slot, draft, now)) as Field[];
  return found.every((field) => besideTimes.includes(field));
}

/** The form's fields, by the service's names for them. */
const fields = new Map<unknown, Field>([
  ['date', 'date'],
  ['startTime', 'startTime'],
  ['endTime', 'endTime'],
  ['timeZone', 'timeZone'],
  ['description', 'description'],
  ['meetingUrl', 'meetingUrl'],
  ['maxParticipants', 'seats'],
  ['opensAt', 'opensTime'],
  ['repeat', 'every'],
  ['repeat.count', 'count'],
  ['repeat.until', 'until'],
]);

/** The form's field that a refusal is about; null where it is about the whole. */
export function refusedField({ facts }: Failure): Field | null {
  return fields.get(facts.field) ?? null;
}

function isWhole(text: string, least: number, most: number): boolean {
  return /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most;
}
