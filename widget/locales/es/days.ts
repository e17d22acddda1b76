import type { Messages } from '../../element/messages.ts';

/** What the month of sessions says. */
export const texts = {
  previousMonth: 'Mes anterior',
  nextMonth: 'Mes siguiente',
  today: 'Hoy',
  dayLabel: '{date}: {seats}',
  dayLabelMine: '{date}: {seats}; tienes una sesión',
  dayLabelOnlyMine: '{date}: tienes una sesión',
  dayLabelNone: '{date}: sin sesiones',
  dayFree: { one: '{count} plaza libre', other: '{count} plazas libres' },
  dayFull: 'completo',
  freeShort: { one: '{count} libre', other: '{count} libres' },
  yoursShort: 'tuya',
  legendFree: 'plazas libres',
  dayNone: 'No hay sesiones este día.',
  monthNone: 'No hay sesiones en {month}.',
  monthFull: 'No hay plazas libres en {month}.',
  nextDay: 'Próximo día: {day}',
  lastDay: 'Último día: {day}',
} satisfies Messages;
