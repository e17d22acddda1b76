import type { Messages } from '../element/messages.ts';

/** English texts of `<mentor-calendar>` itself; its parts bring their own. */
export const calendarMessages = {
  title: 'Your mentoring calendar',
  saidAdded: 'Added: {when}.',
  saidAddedMany: { one: '{count} session added.', other: '{count} sessions added, the first {when}.' },
  saidSaved: 'Saved: {when}.',
  saidDeleted: { one: 'Session deleted.', other: '{count} sessions deleted.' },
  saidCalledOff: {
    one: 'Session called off. Its students are being told.',
    other: '{count} sessions called off. Their students are being told.',
  },
  saidConfirmed: '{name} is in.',
  saidDeclined: '{name} was declined; the seat is free again.',
  signInTitle: 'Sign in to see your calendar',
  signInHint: 'Your times and the students who booked them appear here.',
  signIn: 'Sign in',
  partFailed: 'The form could not be loaded. Check your connection, then try again.',
  wrongRoleTitle: 'This calendar is for alumni',
  wrongRoleHint: 'You are signed in with another role, which has no times of its own to open.',
} satisfies Messages;
