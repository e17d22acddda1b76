import type { Messages } from '../../element/messages.ts';

/** What is said where a session is added to a calendar kept elsewhere. */
export const texts = {
  addToCalendar: 'הוספה ליומן',
  addOther: 'Apple או יומן אחר (קובץ ‎.ics)',
  addOpens: '{calendar} (נפתח בכרטיסייה חדשה)',
  addedTitle: 'מפגש עם {name}',
  addedTitlePending: 'מפגש עם {name} (ממתין לאישור)',
} satisfies Messages;
