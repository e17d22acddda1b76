import type { Messages } from '../../element/messages.ts';

/** What the month of sessions says. */
export const texts = {
  previousMonth: 'Mês anterior',
  nextMonth: 'Mês seguinte',
  today: 'Hoje',
  dayLabel: '{date}: {seats}',
  dayLabelMine: '{date}: {seats}; você tem uma sessão',
  dayLabelOnlyMine: '{date}: você tem uma sessão',
  dayLabelNone: '{date}: sem sessões',
  dayFree: { one: '{count} vaga livre', other: '{count} vagas livres' },
  dayFull: 'sem vagas',
  freeShort: { one: '{count} livre', other: '{count} livres' },
  yoursShort: 'sua',
  legendFree: 'vagas livres',
  dayNone: 'Não há sessões neste dia.',
  monthNone: 'Não há sessões em {month}.',
  monthFull: 'Não há vagas em {month}.',
  nextDay: 'Próximas: {day}',
  lastDay: 'Últimas: {day}',
} satisfies Messages;
