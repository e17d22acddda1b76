import type { Messages } from '../../messages.ts';

/** What both elements draw first. */
export const texts = {
  live: 'Up to date',
  connecting: 'Connecting…',
  offline: 'Offline. As of {ago}.',
  loading: 'Loading sessions…',
  retry: 'Try again',
  actionLabel: '{action}: {when}',
  failed: 'The sessions could not be loaded.',
  reference: 'Reference: {id}',
  yourTime: 'Your time, {zone}',
  change: 'Change',
  changeZone: 'Change time zone',
  h12: 'Use 12-hour clock',
  h23: 'Use 24-hour clock',
  offlineFailure: 'The service cannot be reached. Check your connection, then try again.',
  timeoutFailure: 'The service did not answer in time. Please try again.',
  outdatedFailure: 'This was updated meanwhile. Reload the page to go on.',
  reload: 'Reload the page',
  serverFailure: 'Something went wrong on our side. Please try again in a moment.',
  signedOutFailure: 'Please sign in first.',
  tokenFailure: 'Your sign-in could not be checked just now. Please try again in a moment.',
  tokenRefusedFailure:
    'The service does not accept your sign-in. The fault is not yours: please tell whoever runs this page.',
  origin_not_allowed:
    'The service does not accept this page. The fault is not yours: please tell whoever runs this page.',
  rateLimitedFailure: 'That was a lot at once. Please wait a moment, then try again.',
  subscribe: 'Subscribe in your calendar',
} satisfies Messages;
