import type { Translated } from '../../names.ts';

/** What both elements say once somebody chooses a time zone, or follows their sessions in another calendar. */
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

  close: 'Cerrar',
  addOpens: '{calendar} (abre otra pestaña)',
  feedWhat:
    'El calendario que llevas en otro lugar muestra entonces tus sesiones y las sigue. Puede tardar hasta un día: cada calendario decide cada cuánto mira.',
  feedSecret: 'Quien tenga la dirección puede leer tus sesiones. Trátala como una contraseña.',
  feedMake: 'Crear una dirección',
  feedOnce: 'Elige tu calendario o copia la dirección. Solo se muestra esta vez.',
  address: 'Dirección',
  feedCopy: 'Copiar',
  feedCopied: 'Copiada.',
  feedSince: 'Tienes una dirección desde el {day}.',
  lastRead: 'Última lectura: {ago}.',
  notRead: 'Aún sin leer.',
  feedRenew: 'Crear una dirección nueva',
  feedRenewAsk:
    '¿Crear una dirección nueva? La anterior deja de valer, y a los calendarios que la siguen hay que darles la nueva.',
  feedStop: 'Detener',
  feedStopAsk: '¿Detener? Los calendarios que siguen la dirección ya no recibirán tus sesiones.',
  feedStopped: 'Detenido. La dirección ya no lleva a ninguna parte.',
  feedKeep: 'Conservar la dirección',
} satisfies Translated<'more', 'both'>;
