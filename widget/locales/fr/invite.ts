import type { Messages } from '../../element/messages.ts';

/** What is said where a session is added to a calendar kept elsewhere. */
export const texts = {
  addToCalendar: 'Ajouter à l’agenda',
  addOther: 'Apple ou autre (fichier .ics)',
  addOpens: '{calendar} (nouvel onglet)',
  addedTitle: 'Séance avec {name}',
  addedTitlePending: 'Séance avec {name} (à confirmer)',
} satisfies Messages;
