/** The names of the texts: what the English files do not say does not compile, here and in the other languages. */
import type { texts as firstSlots } from './en/first/alumni-slots.ts';
import type { texts as firstBoth } from './en/first/both.ts';
import type { texts as firstCalendar } from './en/first/mentor-calendar.ts';
import type { texts as moreSlots } from './en/more/alumni-slots.ts';
import type { texts as moreBoth } from './en/more/both.ts';
import type { texts as moreCalendar } from './en/more/mentor-calendar.ts';
import type { Facts, Message } from './messages.ts';

/** The English files. */
interface English {
  /** What is drawn first. */
  first: {
    both: typeof firstBoth;
    'alumni-slots': typeof firstSlots;
    'mentor-calendar': typeof firstCalendar;
  };
  /** What is said once somebody does something. */
  more: { both: typeof moreBoth; 'alumni-slots': typeof moreSlots; 'mentor-calendar': typeof moreCalendar };
}
export type When = keyof English;
type NamesOf<Who extends Tag | 'both'> = keyof English['first'][Who] | keyof English['more'][Who];

export type Tag = 'alumni-slots' | 'mentor-calendar';
/** What both elements say. */
export type CommonName = NamesOf<'both'>;
/** What each element says. */
export type NamesByTag = { [Who in Tag]: CommonName | NamesOf<Who> };
export type SlotsName = NamesByTag['alumni-slots'];
export type CalendarName = NamesByTag['mentor-calendar'];

/** Tells a text of these names, with facts put into it. */
export type Tell<Name extends string> = (name: Name, facts?: Facts) => string;

/** A file of another language: it says all that the English one does. */
export type Translated<Part extends When, Who extends Tag | 'both'> = {
  readonly [Name in keyof English[Part][Who]]: Message;
};
