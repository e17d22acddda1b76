import type { Translated } from '../../names.ts';

/** What both elements say once somebody chooses a time zone, or follows their sessions in another calendar. */
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
} satisfies Translated<'more', 'both'>;
