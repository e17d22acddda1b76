import type { Messages } from '../../element/messages.ts';

/** What is said where a session is added to a calendar kept elsewhere. */
export const texts = {
  addToCalendar: 'Añadir al calendario',
  addOther: 'Apple u otro (archivo .ics)',
  addOpens: '{calendar} (abre otra pestaña)',
  addedTitle: 'Sesión con {name}',
  addedTitlePending: 'Sesión con {name} (por confirmar)',
} satisfies Messages;
