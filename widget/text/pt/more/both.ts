import type { Translated } from '../../names.ts';

/** What both elements say once somebody chooses a time zone. */
export const texts = {
  zoneTitle: 'Mostrar os horários em que fuso?',
  zoneLabel: 'Fuso horário',
  zoneSearch: 'Busque uma cidade ou região',
  zoneSuggested: 'Sugestões',
  zoneAll: 'Todos os fusos horários',
  zoneNone: 'Nenhum fuso com esse nome. Tente uma cidade maior por perto.',
  zoneFound: { one: '{count} fuso horário', other: '{count} fusos horários' },
  zoneKeep: 'Manter {zone}',
  zoneTake: 'Usar este fuso',
} satisfies Translated<'more', 'both'>;
