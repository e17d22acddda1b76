import type { Translated } from '../../names.ts';

/** What both elements draw first. */
export const texts = {
  live: 'Al día',
  connecting: 'Conectando…',
  offline: 'Sin conexión. Actualizado {ago}.',
  loading: 'Cargando sesiones…',
  retry: 'Reintentar',
  actionLabel: '{action}: {when}',
  failed: 'No se pudieron cargar las sesiones.',
  reference: 'Referencia: {id}',
  yourTime: 'Tu hora, {zone}',
  change: 'Cambiar',
  changeZone: 'Cambiar la zona horaria',
  h12: 'Usar reloj de 12 horas',
  h23: 'Usar reloj de 24 horas',
  offlineFailure: 'No se puede acceder al servicio. Revisa tu conexión y vuelve a intentarlo.',
  timeoutFailure: 'El servicio no respondió a tiempo. Vuelve a intentarlo.',
  outdatedFailure: 'Esto se ha actualizado mientras tanto. Recarga la página para continuar.',
  reload: 'Recargar la página',
  serverFailure: 'Algo ha fallado por nuestra parte. Inténtalo de nuevo en un momento.',
  signedOutFailure: 'Primero inicia sesión.',
  tokenFailure: 'Ahora mismo no se ha podido comprobar tu sesión. Inténtalo de nuevo en un momento.',
  tokenRefusedFailure:
    'El servicio no acepta tu sesión. No es culpa tuya: avisa a los responsables de esta página.',
  origin_not_allowed:
    'El servicio no acepta esta página. No es culpa tuya: avisa a los responsables de esta página.',
  rateLimitedFailure: 'Han sido muchas solicitudes a la vez. Espera un momento y vuelve a intentarlo.',
  subscribe: 'Suscribirte en tu calendario',
} satisfies Translated<'first', 'both'>;
