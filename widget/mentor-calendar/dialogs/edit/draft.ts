import type { ChangeSlot, CreateSlot, Repeat, SlotView } from '@mentor-slots/contract';
import { addDays, type Day, dayOf } from '../../../calendar/dates.ts';
import { wallInstant } from '../../../calendar/wall/wall-instant.ts';
import type { NewTimes } from '../dialog-context.ts';
import { clock, freeTimes } from '../free-time.ts';
import { type Times, timesOf, withTime } from '../typed-times.ts';
import { type Opening, openingOf, opensAtOf, opensAtOnce, proposedOpening } from './opening.ts';

/** What stands in the form: everything as typed. */
export interface FormDraft extends Opening, Times {
  date: string;
  timeZone: string;
  description: string;
  seats: string;
  meetingUrl: string;
  requiresApproval: boolean;
  /** Empty: does not repeat. */
  every: Repeat['every'] | '';
  ends: 'count' | 'until';
  count: string;
  until: string;
}

export type Field = Exclude<keyof FormDraft, 'length'>;

const blankDraft = {
  description: '',
  seats: '1',
  meetingUrl: '',
  requiresApproval: false,
  ...opensAtOnce,
  every: '',
  ends: 'count',
  count: '6',
  until: '',
} as const;

/**
 * An hour on `day`, or on the next possible one: today from the next full hour on, another day from ten o'clock on, when none of the
 * mentor's own sessions is in the way.
 */
export function newDraft(day: Day, timeZone: string, now: number, own: readonly SlotView[] = []): FormDraft {
  const today = dayOf(now, timeZone);
  const ten = wallInstant(today, '10:00', timeZone);
  const hour = new Date(now - ten + 10 * 3_600_000).getUTCHours() + 1;
  const isToday = day <= today && hour <= 22;
  const date = day > today ? day : isToday ? today : addDays(today, 1);
  const first = isToday ? Math.max(hour, 7) * 60 : 600;
  const { start, end } = freeTimes({ start: first, end: first + 60 }, [date], own, timeZone);
  return { ...blankDraft, date, ...timesOf(clock(start), clock(end)), timeZone };
}

/** What has been typed elsewhere. */
export function composedDraft({ lastDate, ...times }: NewTimes, timeZone: string): FormDraft {
  const repeats = lastDate ? ({ every: 'day', ends: 'until', until: lastDate } as const) : null;
  return { ...blankDraft, ...times, timeZone, ...repeats };
}

export function draftOf(slot: SlotView): FormDraft {
  const { date, startTime, endTime, timeZone, description, meetingUrl, requiresApproval } = slot;
  return {
    ...blankDraft,
    date,
    ...timesOf(startTime, endTime),
    timeZone,
    description: description ?? '',
    seats: String(slot.maxParticipants),
    meetingUrl: meetingUrl ?? '',
    requiresApproval,
    ...openingOf(slot),
  };
}

/** The end follows the start. Opening later begins with a proposal. */
export function withField<F extends Field>(draft: FormDraft, field: F, value: FormDraft[F]): FormDraft {
  const next = { ...draft, [field]: value };
  if (field === 'startTime' || field === 'endTime')
    Object.assign(next, withTime(draft, field, next[field as 'startTime']));
  if (field === 'opensLater' && value === true && !draft.opensDate)
    Object.assign(next, proposedOpening(draft));
  if (field === 'ends' && value === 'until' && !draft.until && draft.date)
    next.until = addDays(draft.date, 35);
  return next;
}

/** When it would be: what a preview needs to know. */
export function timesBody(draft: FormDraft): CreateSlot {
  const { date, startTime, endTime, timeZone, every } = draft;
  return {
    date,
    startTime,
    endTime,
    timeZone,
    ...(every && {
      repeat: {
        every,
        ...(draft.ends === 'count' ? { count: Number(draft.count) } : { until: draft.until }),
      },
    }),
  };
}

/** Body of the request that makes the slots, without the days in `skip`; the first that is made starts at `firstStart`. */
export function createBody(draft: FormDraft, skip: readonly Day[], firstStart?: string): CreateSlot {
  const opensAt = opensAtOf(draft, firstStart);
  const description = draft.description.trim();
  const meetingUrl = draft.meetingUrl.trim();
  const { repeat, ...times } = timesBody(draft);
  return {
    ...times,
    maxParticipants: Number(draft.seats),
    ...(description && { description }),
    ...(meetingUrl && { meetingUrl }),
    ...(draft.requiresApproval && { requiresApproval: true }),
    ...(opensAt && { opensAt }),
    ...(repeat && { repeat: { ...repeat, ...(skip.length && { skip: [...skip] }) } }),
  };
}

/** Only what differs from the slot; null where nothing does. */
export function changeBody(slot: SlotView, draft: FormDraft): ChangeSlot | null {
  const before = draftOf(slot);
  const body: ChangeSlot = {};
  for (const field of ['date', 'startTime', 'endTime', 'timeZone'] as const) {
    if (draft[field] !== before[field]) body[field] = draft[field];
  }
  if (draft.seats !== before.seats) body.maxParticipants = Number(draft.seats);
  if (draft.description.trim() !== before.description) body.description = draft.description.trim() || null;
  if (draft.meetingUrl.trim() !== before.meetingUrl) body.meetingUrl = draft.meetingUrl.trim() || null;
  if (draft.requiresApproval !== before.requiresApproval) body.requiresApproval = draft.requiresApproval;
  if (opensOtherwise(before, draft)) body.opensAt = opensAtOf(draft);
  return Object.keys(body).length ? body : null;
}

/** Is another opening typed? In another zone the same clock time is another instant. */
function opensOtherwise(before: FormDraft, draft: FormDraft): boolean {
  if (!draft.opensLater) return before.opensLater;
  return (['opensLater', 'opensDate', 'opensTime', 'timeZone'] as const).some(
    (field) => draft[field] !== before[field],
  );
}
