/** Every state of every part of the elements. */
import { afterStates } from './after-states.ts';
import { allStates } from './all-states.ts';
import { behalfStates } from './behalf-states.ts';
import { briefStates } from './brief-states.ts';
import { calendarQueueStates } from './calendar-queue-states.ts';
import { calendarStates } from './calendar-states.ts';
import { dialogStates } from './dialog-states.ts';
import { elsewhereStates } from './elsewhere-states.ts';
import { feedStates } from './feed-states.ts';
import { movingStates } from './moving-states.ts';
import { onwardStates } from './onward-states.ts';
import { pastStates } from './past-states.ts';
import { queueStates } from './queue-states.ts';
import { sessionStates } from './session-states.ts';
import { slotsStates } from './slots-states.ts';
import type { State } from './state.ts';

export const groups: Readonly<Record<string, readonly State[]>> = {
  'Sessions of a mentor': slotsStates,
  'A student and a session': sessionStates,
  'A student moves a seat': movingStates,
  'A session that cannot be had': onwardStates,
  'One line, and my sessions': briefStates,
  'Sessions of everybody': allStates,
  'After a session, for the student': pastStates,
  'A student who waits, and when booking opens': queueStates,
  'The calendar': calendarStates,
  'Who waits, and when booking opens': calendarQueueStates,
  'After a session': afterStates,
  'Dialogs of the calendar': dialogStates,
  'Busy elsewhere': elsewhereStates,
  'Sessions in other calendars': feedStates,
  'The programme office': behalfStates,
};

export const states: readonly State[] = Object.values(groups).flat();
