import type { Messages } from '../../element/messages.ts';

/** What the choice of a time zone says. */
export const texts = {
  zoneTitle: '¿En qué zona mostrar las horas?',
  zoneLabel: 'Zona horaria',
  zoneKeep: 'Mantener {zone}',
  zoneTake: 'Usar esta zona',
} satisfies Messages;
