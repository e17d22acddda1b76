import type { Translated } from '../../names.ts';

/** What both elements draw first. */
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
  outdatedFailure: 'Esto se ha actualizado mientras tanto. Recarga la página para continuar.',
  reload: 'Recargar la página',
  serverFailure: 'Algo ha fallado por nuestra parte. Inténtalo de nuevo en un momento.',
  signedOutFailure: 'Primero inicia sesión.',
  tokenFailure: 'Ahora mismo no se ha podido comprobar tu sesión. Inténtalo de nuevo en un momento.',
  tokenRefusedFailure:
    'El servicio no acepta tu sesión. No es culpa tuya: avisa a los responsables de esta página.',
  rateLimitedFailure: 'Han sido muchas solicitudes a la vez. Espera un momento y vuelve a intentarlo.',
} satisfies Translated<'first', 'both'>;
