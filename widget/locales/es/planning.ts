import type { Messages } from '../../element/messages.ts';

/** What is said when sessions are copied, and when they are added from the month itself. */
export const texts = {
  copyTitle: 'Copiar sesiones',
  copyWhat: 'Qué copiar',
  copyDay: { one: 'El día, {when} ({count} sesión)', other: 'El día, {when} ({count} sesiones)' },
  copyWeek: { one: 'La semana, {when} ({count} sesión)', other: 'La semana, {when} ({count} sesiones)' },
  copyToDays: '¿A qué días?',
  copyToWeeks: '¿A qué semanas?',
  copyOtherDay: 'Otro día',
  copyOtherWeek: 'Otra semana: cualquiera de sus días',
  copyTake: 'Añadir',
  copyNow: 'Copiar',
  copySessions: { one: 'Copiar {count} sesión', other: 'Copiar {count} sesiones' },
  copyRest: 'Copiar el resto',
  copying: 'Copiando…',
  copyNowhere: 'Marca al menos una opción.',
  copyClashes: {
    one: 'No se ha copiado nada: {count} sesión coincidiría con otra tuya. Se puede omitir:',
    other: 'No se ha copiado nada: {count} sesiones coincidirían con otras tuyas. Se pueden omitir:',
  },
  saidCopied: { one: '{count} sesión copiada.', other: '{count} sesiones copiadas.' },
  saidSkipped: {
    one: '{count} omitida porque coincide con otra.',
    other: '{count} omitidas porque coinciden con otras.',
  },
  nothing_to_copy: 'No hay nada que copiar.',
  too_many_slots: 'Serían más de 500 sesiones a la vez. Elige menos fechas.',

  quickTitle: 'Añadir un horario: {date}',
  quickTitleMany: { one: 'Añadir un horario en {count} día', other: 'Añadir un horario en {count} días' },
  quickZone: 'Horas en tu zona, {zone}.',
  quickDays: 'En estos días',
  quickMore: 'Más opciones…',
  quickPicked: {
    one: '{count} día elegido, {first}. Intro añade un horario.',
    other: '{count} días elegidos, de {first} a {last}. Intro añade un horario en cada uno.',
  },
} satisfies Messages;
