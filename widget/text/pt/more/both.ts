import type { Translated } from '../../names.ts';

/** What both elements say once somebody chooses a time zone. */
export const texts = {
  zoneTitle: 'Mostrar os horários em que fuso?',
  zoneLabel: 'Fuso horário',
  zoneKeep: 'Manter {zone}',
  zoneTake: 'Usar este fuso',
} satisfies Translated<'more', 'both'>;
