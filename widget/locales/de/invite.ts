import type { Messages } from '../../element/messages.ts';

/** What is said where a session is added to a calendar kept elsewhere. */
export const texts = {
  addToCalendar: 'Zum Kalender hinzufügen',
  addOther: 'Apple oder andere (.ics-Datei)',
  addOpens: '{calendar} (öffnet neuen Tab)',
  addedTitle: 'Termin mit {name}',
  addedTitlePending: 'Termin mit {name} (noch nicht bestätigt)',
} satisfies Messages;
