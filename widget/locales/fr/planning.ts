import type { Messages } from '../../element/messages.ts';

/** What is said when sessions are copied, and when they are added from the month itself. */
export const texts = {
  copyTitle: 'Copier des séances',
  copyWhat: 'Que copier\u202f?',
  copyDay: { one: 'Le jour, {when} ({count} séance)', other: 'Le jour, {when} ({count} séances)' },
  copyWeek: { one: 'La semaine, {when} ({count} séance)', other: 'La semaine, {when} ({count} séances)' },
  copyToDays: 'Vers quels jours\u202f?',
  copyToWeeks: 'Vers quelles semaines\u202f?',
  copyOtherDay: 'Un autre jour',
  copyOtherWeek: 'Une autre semaine\u00a0: un de ses jours',
  copyTake: 'Ajouter',
  copyNow: 'Copier',
  copySessions: { one: 'Copier {count} séance', other: 'Copier {count} séances' },
  copyRest: 'Copier le reste',
  copying: 'Copie…',
  copyNowhere: 'Cochez au moins une case.',
  copyClashes: {
    one: 'Rien n’a été copié\u00a0: {count} séance en chevaucherait une des vôtres. Elle peut être exclue\u00a0:',
    other:
      'Rien n’a été copié\u00a0: {count} séances en chevaucheraient des vôtres. Elles peuvent être exclues\u00a0:',
  },
  saidCopied: { one: '{count} séance copiée.', other: '{count} séances copiées.' },
  saidSkipped: {
    one: '{count} exclue, car elle en chevauche une autre.',
    other: '{count} exclues, car elles en chevauchent d’autres.',
  },
  nothing_to_copy: 'Il n’y a rien à copier.',
  too_many_slots: 'Cela ferait plus de 500 séances à la fois. Choisissez moins de dates.',

  quickTitle: 'Ajouter un créneau le {date}',
  quickTitleMany: {
    one: 'Ajouter un créneau sur {count} jour',
    other: 'Ajouter un créneau sur {count} jours',
  },
  quickZone: 'Heures dans votre fuseau, {zone}.',
  quickDays: 'Ces jours-là',
  quickMore: 'Plus d’options…',
  quickPicked: {
    one: '{count} jour choisi, {first}. Entrée ajoute un créneau.',
    other: '{count} jours choisis, de {first} à {last}. Entrée ajoute un créneau à chacun.',
  },
} satisfies Messages;
