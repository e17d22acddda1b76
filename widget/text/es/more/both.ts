import type { Translated } from '../../names.ts';

/** What both elements say once somebody chooses a time zone. */
export const texts = {
  zoneTitle: '¿En qué zona mostrar las horas?',
  zoneLabel: 'Zona horaria',
  zoneKeep: 'Mantener {zone}',
  zoneTake: 'Usar esta zona',
} satisfies Translated<'more', 'both'>;
