import type { Messages } from '../../element/messages.ts';

/** What the choice of a time zone says. */
export const texts = {
  zoneTitle: 'Mostrar os horários em que fuso?',
  zoneLabel: 'Fuso horário',
  zoneKeep: 'Manter {zone}',
  zoneTake: 'Usar este fuso',
} satisfies Messages;
