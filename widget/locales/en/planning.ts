import type { Messages } from '../../element/messages.ts';

/** What is said when sessions are copied, and when they are added from the month itself. */
export const texts = {
  copyTitle: 'Copy sessions',
  copyWhat: 'What to copy',
  copyDay: { one: 'The day, {when} ({count} session)', other: 'The day, {when} ({count} sessions)' },
  copyWeek: { one: 'The week, {when} ({count} session)', other: 'The week, {when} ({count} sessions)' },
  copyToDays: 'Onto which days?',
  copyToWeeks: 'Onto which weeks?',
  copyOtherDay: 'Another day',
  copyOtherWeek: 'Another week: any day of it',
  copyTake: 'Add',
  copyNow: 'Copy',
  copySessions: { one: 'Copy {count} session', other: 'Copy {count} sessions' },
  copyRest: 'Copy the rest',
  copying: 'Copying…',
  copyNowhere: 'Tick at least one of them.',
  copyClashes: {
    one: 'Nothing was copied: {count} of them would overlap a session of yours. It can be left out:',
    other: 'Nothing was copied: {count} of them would overlap sessions of yours. These can be left out:',
  },
  saidCopied: { one: '{count} session copied.', other: '{count} sessions copied.' },
  saidSkipped: {
    one: '{count} was left out, since it overlaps another.',
    other: '{count} were left out, since they overlap others.',
  },
  nothing_to_copy: 'There is nothing to copy.',
  too_many_slots: 'That would be more than 500 sessions at once. Choose fewer dates.',

  quickTitle: 'Add a time on {date}',
  quickTitleMany: { one: 'Add a time on {count} day', other: 'Add a time on {count} days' },
  quickZone: 'Times in your zone, {zone}.',
  quickDays: 'On these days',
  quickMore: 'More options…',
  quickPicked: {
    one: '{count} day chosen, {first}. Enter adds a time.',
    other: '{count} days chosen, {first} to {last}. Enter adds a time on each.',
  },
} satisfies Messages;
