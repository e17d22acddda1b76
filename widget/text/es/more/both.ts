import type { Translated } from '../../names.ts';

/** What both elements say once somebody chooses a time zone. */
export const texts = {
  zoneTitle: '¿En qué zona mostrar las horas?',
  zoneLabel: 'Zona horaria',
  zoneSearch: 'Busca una ciudad o región',
  zoneSuggested: 'Sugeridas',
  zoneAll: 'Todas las zonas horarias',
  zoneNone: 'No hay ninguna zona con ese nombre. Prueba con una ciudad más grande cercana.',
  zoneFound: { one: '{count} zona horaria', other: '{count} zonas horarias' },
  zoneKeep: 'Mantener {zone}',
  zoneTake: 'Usar esta zona',
} satisfies Translated<'more', 'both'>;
