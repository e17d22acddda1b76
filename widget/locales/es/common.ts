import type { Messages } from '../../element/messages.ts';

/** What every element says. */
export const texts = {
  live: 'En directo',
  connecting: 'Conectando…',
  offline: 'Sin conexión. Actualizado {ago}.',
  loading: 'Cargando sesiones…',
  retry: 'Reintentar',
  failed: 'No se pudieron cargar las sesiones.',
  reference: 'Referencia: {id}',
  yourTime: 'Tu hora, {zone}',
  change: 'Cambiar',
  changeZone: 'Cambiar la zona horaria',
  h12: '12 h',
  h23: '24 h',
  h12Label: '12 h: mostrar las horas hasta 12',
  h23Label: '24 h: mostrar las horas hasta 24',
  offlineFailure: 'No se puede acceder al servicio. Revisa tu conexión y vuelve a intentarlo.',
  timeoutFailure: 'El servicio no respondió a tiempo. Vuelve a intentarlo.',
  serverFailure: 'Algo ha fallado por nuestra parte. Inténtalo de nuevo en un momento.',
  signedOutFailure: 'Primero inicia sesión.',
  rateLimitedFailure: 'Han sido muchas solicitudes a la vez. Espera un momento y vuelve a intentarlo.',
} satisfies Messages;
