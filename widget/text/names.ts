/** The names of the texts: what the English files do not say does not compile, here and in the other languages. */
import type { texts as alumniSlots } from './en/alumni-slots.ts';
import type { texts as first } from './en/first.ts';
import type { texts as mentorCalendar } from './en/mentor-calendar.ts';
import type { Facts, Message } from './messages.ts';

/** What both elements say. */
export type CommonName = keyof (typeof first)['both'];

/** What each element says. */
export interface NamesByTag {
  'alumni-slots': CommonName | keyof (typeof first)['alumni-slots'] | keyof typeof alumniSlots;
  'mentor-calendar': CommonName | keyof (typeof first)['mentor-calendar'] | keyof typeof mentorCalendar;
}
export type Tag = keyof NamesByTag;
export type SlotsName = NamesByTag['alumni-slots'];
export type CalendarName = NamesByTag['mentor-calendar'];

/** Tells a text of these names, with facts put into it. */
export type Tell<Name extends string> = (name: Name, facts?: Facts) => string;

/** The files of every language: each says all that the English one does. */
export type First = { [Part in keyof typeof first]: Translated<(typeof first)[Part]> };
export type AlumniSlotsMore = Translated<typeof alumniSlots>;
export type MentorCalendarMore = Translated<typeof mentorCalendar>;
type Translated<English> = { readonly [Name in keyof English]: Message };
