import type { Messages } from '../../element/messages.ts';

/** What every element says. */
export const texts = {
  live: 'Live',
  connecting: 'Verbinden…',
  offline: 'Offline. Stand: {ago}.',
  loading: 'Termine werden geladen…',
  retry: 'Erneut versuchen',
  failed: 'Die Termine konnten nicht geladen werden.',
  reference: 'Referenz: {id}',
  yourTime: 'Ihre Zeit, {zone}',
  change: 'Ändern',
  changeZone: 'Zeitzone ändern',
  h12: '12 h',
  h23: '24 h',
  h12Label: '12 h: Stunden bis 12 zählen',
  h23Label: '24 h: Stunden bis 24 zählen',
  offlineFailure: 'Der Dienst ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
  timeoutFailure: 'Der Dienst hat nicht rechtzeitig geantwortet. Bitte versuchen Sie es erneut.',
  serverFailure: 'Bei uns ist etwas schiefgegangen. Bitte versuchen Sie es gleich noch einmal.',
  signedOutFailure: 'Bitte melden Sie sich zuerst an.',
  rateLimitedFailure:
    'Das waren viele Anfragen auf einmal. Bitte warten Sie einen Moment und versuchen Sie es erneut.',
} satisfies Messages;
