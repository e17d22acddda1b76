import type { Messages } from '../../element/messages.ts';

/** What is said where a session is added to a calendar kept elsewhere. */
export const texts = {
  addToCalendar: 'Add to calendar',
  addOther: 'Apple or other (.ics file)',
  addOpens: '{calendar} (opens a new tab)',
  addedTitle: 'Session with {name}',
  addedTitlePending: 'Session with {name} (not confirmed yet)',
} satisfies Messages;
