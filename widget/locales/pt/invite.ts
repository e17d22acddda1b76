import type { Messages } from '../../element/messages.ts';

/** What is said where a session is added to a calendar kept elsewhere. */
export const texts = {
  addToCalendar: 'Adicionar à agenda',
  addOther: 'Apple ou outro (arquivo .ics)',
  addOpens: '{calendar} (abre em nova aba)',
  addedTitle: 'Sessão com {name}',
  addedTitlePending: 'Sessão com {name} (por confirmar)',
} satisfies Messages;
