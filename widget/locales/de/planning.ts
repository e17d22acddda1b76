import type { Messages } from '../../element/messages.ts';

/** What is said when sessions are copied, and when they are added from the month itself. */
export const texts = {
  copyTitle: 'Termine kopieren',
  copyWhat: 'Was kopieren?',
  copyDay: { one: 'Den Tag, {when} ({count} Termin)', other: 'Den Tag, {when} ({count} Termine)' },
  copyWeek: { one: 'Die Woche, {when} ({count} Termin)', other: 'Die Woche, {when} ({count} Termine)' },
  copyToDays: 'Auf welche Tage?',
  copyToWeeks: 'In welche Wochen?',
  copyOtherDay: 'Anderer Tag',
  copyOtherWeek: 'Andere Woche: ein Tag daraus',
  copyTake: 'Hinzufügen',
  copyNow: 'Kopieren',
  copySessions: { one: '{count} Termin kopieren', other: '{count} Termine kopieren' },
  copyRest: 'Übrige kopieren',
  copying: 'Wird kopiert…',
  copyNowhere: 'Wählen Sie mindestens eines aus.',
  copyClashes: {
    one: 'Nichts wurde kopiert: {count} Termin würde sich mit einem Ihrer Termine überschneiden. Er kann entfallen:',
    other:
      'Nichts wurde kopiert: {count} Termine würden sich mit Ihren Terminen überschneiden. Diese können entfallen:',
  },
  saidCopied: { one: '{count} Termin kopiert.', other: '{count} Termine kopiert.' },
  saidSkipped: {
    one: '{count} wurde wegen einer Überschneidung ausgelassen.',
    other: '{count} wurden wegen Überschneidungen ausgelassen.',
  },
  nothing_to_copy: 'Es gibt nichts zu kopieren.',
  too_many_slots: 'Das wären mehr als 500 Termine auf einmal. Wählen Sie weniger Tage.',

  quickTitle: 'Zeit hinzufügen: {date}',
  quickTitleMany: { one: 'Zeit an {count} Tag hinzufügen', other: 'Zeit an {count} Tagen hinzufügen' },
  quickZone: 'Zeiten in Ihrer Zeitzone, {zone}.',
  quickDays: 'An diesen Tagen',
  quickMore: 'Weitere Optionen…',
  quickPicked: {
    one: '{count} Tag gewählt, {first}. Eingabetaste fügt eine Zeit hinzu.',
    other: '{count} Tage gewählt, {first} bis {last}. Eingabetaste fügt an jedem eine Zeit hinzu.',
  },
} satisfies Messages;
