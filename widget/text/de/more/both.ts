import type { Translated } from '../../names.ts';

/** What both elements say once somebody chooses a time zone, follows their sessions in another calendar, or looks at what is kept of a session. */
export const texts = {
  zoneTitle: 'In welcher Zeitzone anzeigen?',
  zoneLabel: 'Zeitzone',
  zoneSearch: 'Stadt oder Region suchen',
  zoneSuggested: 'Vorschläge',
  zoneAll: 'Alle Zeitzonen',
  zoneNone: 'Keine Zeitzone mit diesem Namen. Versuchen Sie es mit einer größeren Stadt in der Nähe.',
  zoneFound: { one: '{count} Zeitzone', other: '{count} Zeitzonen' },
  zoneKeep: '{zone} beibehalten',
  zoneTake: 'Zeitzone übernehmen',

  close: 'Schließen',
  addOpens: '{calendar} (öffnet neuen Tab)',
  feedWhat:
    'Der Kalender, den Sie anderswo führen, zeigt dann Ihre Termine und folgt ihnen. Das kann bis zu einem Tag dauern: Wie oft er nachsieht, bestimmt jeder Kalender selbst.',
  feedSecret: 'Wer die Adresse hat, kann Ihre Termine lesen. Behandeln Sie sie wie ein Passwort.',
  feedMake: 'Adresse erstellen',
  feedOnce: 'Wählen Sie Ihren Kalender oder kopieren Sie die Adresse. Sie wird nur dieses eine Mal gezeigt.',
  address: 'Adresse',
  feedCopy: 'Kopieren',
  feedCopied: 'Kopiert.',
  feedSince: 'Sie haben eine Adresse seit: {day}.',
  lastRead: 'Zuletzt gelesen: {ago}.',
  notRead: 'Noch nicht gelesen.',
  feedRenew: 'Neue Adresse erstellen',
  feedRenewAsk:
    'Neue Adresse erstellen? Die alte gilt dann nicht mehr, und Kalender, die ihr folgen, brauchen die neue.',
  feedStop: 'Beenden',
  feedStopAsk: 'Beenden? Kalender, die der Adresse folgen, bekommen Ihre Termine nicht mehr.',
  feedStopped: 'Beendet. Die Adresse führt jetzt ins Leere.',
  feedKeep: 'Adresse behalten',

  notesLoading: 'Was zu diesem Termin festgehalten ist, wird geladen…',
  linksTitle: 'Links',
  recordingsTitle: 'Aufzeichnungen',
  recordingLabel: 'Aufzeichnung: {name}',
  recordingFailed: 'Diese Aufzeichnung lässt sich hier gerade nicht abspielen.',
  recordingOpen: 'In neuem Tab öffnen',
  privateTitle: 'Private Notiz',
  privateHint: 'Nur Sie sehen das.',
  privateSave: 'Notiz speichern',
  privateSaving: 'Wird gespeichert…',
  privateSaved: 'Gespeichert',
  privateUnsaved: 'Noch nicht gespeichert',
  privateLoading: 'Ihre private Notiz wird geladen…',
  not_in_session: 'Das sieht nur, wer einen bestätigten Platz bei diesem Termin hat.',
  maintenance:
    'Im Moment lässt sich nichts ändern: Am Dienst wird gearbeitet. Bitte versuchen Sie es später noch einmal.',
} satisfies Translated<'more', 'both'>;
