import type { Translated } from '../../names.ts';

/** What both elements draw first. */
export const texts = {
  live: 'Aktuell',
  connecting: 'Verbinden…',
  offline: 'Offline. Stand: {ago}.',
  loading: 'Termine werden geladen…',
  retry: 'Erneut versuchen',
  actionLabel: '{action}: {when}',
  failed: 'Die Termine konnten nicht geladen werden.',
  reference: 'Referenz: {id}',
  yourTime: 'Ihre Zeit, {zone}',
  change: 'Ändern',
  changeZone: 'Zeitzone ändern',
  h12: '12-Stunden-Uhr verwenden',
  h23: '24-Stunden-Uhr verwenden',
  offlineFailure: 'Der Dienst ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
  timeoutFailure: 'Der Dienst hat nicht rechtzeitig geantwortet. Bitte versuchen Sie es erneut.',
  outdatedFailure: 'Dies wurde inzwischen aktualisiert. Laden Sie die Seite neu, um fortzufahren.',
  reload: 'Seite neu laden',
  serverFailure: 'Bei uns ist etwas schiefgegangen. Bitte versuchen Sie es gleich noch einmal.',
  signedOutFailure: 'Bitte melden Sie sich zuerst an.',
  tokenFailure:
    'Ihre Anmeldung konnte gerade nicht geprüft werden. Bitte versuchen Sie es gleich noch einmal.',
  tokenRefusedFailure:
    'Der Dienst nimmt Ihre Anmeldung nicht an. Das liegt nicht an Ihnen: Bitte geben Sie den Betreibern dieser Seite Bescheid.',
  origin_not_allowed:
    'Der Dienst nimmt diese Seite nicht an. Das liegt nicht an Ihnen: Bitte geben Sie den Betreibern dieser Seite Bescheid.',
  rateLimitedFailure:
    'Das waren viele Anfragen auf einmal. Bitte warten Sie einen Moment und versuchen Sie es erneut.',
  subscribe: 'Im eigenen Kalender abonnieren',
} satisfies Translated<'first', 'both'>;
