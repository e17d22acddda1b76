import type { Messages } from '../../element/messages.ts';

/** What is said when sessions are copied, and when they are added from the month itself. */
export const texts = {
  copyTitle: 'Copiar sessões',
  copyWhat: 'O que copiar',
  copyDay: { one: 'O dia, {when} ({count} sessão)', other: 'O dia, {when} ({count} sessões)' },
  copyWeek: { one: 'A semana, {when} ({count} sessão)', other: 'A semana, {when} ({count} sessões)' },
  copyToDays: 'Para que dias?',
  copyToWeeks: 'Para que semanas?',
  copyOtherDay: 'Outro dia',
  copyOtherWeek: 'Outra semana: qualquer dia dela',
  copyTake: 'Adicionar',
  copyNow: 'Copiar',
  copySessions: { one: 'Copiar {count} sessão', other: 'Copiar {count} sessões' },
  copyRest: 'Copiar as restantes',
  copying: 'Copiando…',
  copyNowhere: 'Marque ao menos uma opção.',
  copyClashes: {
    one: 'Nada foi copiado: {count} delas coincidiria com uma sessão sua. Pode ficar de fora:',
    other: 'Nada foi copiado: {count} delas coincidiriam com sessões suas. Podem ficar de fora:',
  },
  saidCopied: { one: '{count} sessão copiada.', other: '{count} sessões copiadas.' },
  saidSkipped: {
    one: '{count} ficou de fora, por coincidir com outra.',
    other: '{count} ficaram de fora, por coincidirem com outras.',
  },
  nothing_to_copy: 'Não há nada para copiar.',
  too_many_slots: 'Seriam mais de 500 sessões de uma vez. Escolha menos datas.',

  quickTitle: 'Adicionar horário: {date}',
  quickTitleMany: { one: 'Adicionar horário em {count} dia', other: 'Adicionar horário em {count} dias' },
  quickZone: 'Horários no seu fuso, {zone}.',
  quickDays: 'Nestes dias',
  quickMore: 'Mais opções…',
  quickPicked: {
    one: '{count} dia escolhido, {first}. Enter adiciona um horário.',
    other: '{count} dias escolhidos, de {first} a {last}. Enter adiciona um horário em cada um.',
  },
} satisfies Messages;
