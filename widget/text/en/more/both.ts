import type { Messages } from '../../messages.ts';

/** What both elements say once somebody chooses a time zone, follows their sessions in another calendar, or looks at what is kept of a session. */
export const texts = {
  zoneTitle: 'Show times in which zone?',
  zoneLabel: 'Time zone',
  zoneSearch: 'Search for a city or region',
  zoneSuggested: 'Suggested',
  zoneAll: 'All time zones',
  zoneNone: 'No time zone by that name. Try a larger city near it.',
  zoneFound: { one: '{count} time zone', other: '{count} time zones' },
  zoneKeep: 'Keep {zone}',
  zoneTake: 'Use this zone',

  close: 'Close',
  addOpens: '{calendar} (opens a new tab)',
  feedWhat:
    'The calendar that you keep elsewhere then shows your sessions and follows them. It may lag by up to a day: each calendar decides how often it looks.',
  feedSecret: 'Whoever has the address can read your sessions. Treat it like a password.',
  feedMake: 'Make an address',
  feedOnce: 'Choose your calendar, or copy the address. It is shown only this once.',
  address: 'Address',
  feedCopy: 'Copy',
  feedCopied: 'Copied.',
  feedSince: 'You have had an address since {day}.',
  lastRead: 'Last read {ago}.',
  notRead: 'Not read yet.',
  feedRenew: 'Make a new address',
  feedRenewAsk:
    'Make a new address? The old one stops, and calendars that follow it must be given the new one.',
  feedStop: 'Stop',
  feedStopAsk: 'Stop? Calendars that follow the address no longer get your sessions.',
  feedStopped: 'Stopped. The address leads nowhere now.',
  feedKeep: 'Keep the address',

  notesLoading: 'Loading what was kept of this session…',
  linksTitle: 'Links',
  recordingsTitle: 'Recordings',
  recordingLabel: 'Recording: {name}',
  recordingFailed: 'This recording cannot be played here right now.',
  recordingOpen: 'Open it in a new tab',
  privateTitle: 'Private note',
  privateHint: 'Only you see this.',
  privateSave: 'Save note',
  privateSaving: 'Saving…',
  privateSaved: 'Saved',
  privateUnsaved: 'Not saved yet',
  privateLoading: 'Loading your private note…',
  not_in_session: 'Only those who have a confirmed seat in this session can see this.',
  maintenance:
    'Nothing can be changed at the moment: the service is being worked on. Please try again later.',
} satisfies Messages;
