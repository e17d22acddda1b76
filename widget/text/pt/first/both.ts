import type { Translated } from '../../names.ts';

/** What both elements draw first. */
export const texts = {
  live: 'Atualizado',
  connecting: 'Conectando…',
  offline: 'Sem conexão. Atualizado {ago}.',
  loading: 'Carregando as sessões…',
  retry: 'Tentar novamente',
  actionLabel: '{action}: {when}',
  failed: 'Não foi possível carregar as sessões.',
  reference: 'Referência: {id}',
  yourTime: 'O seu horário, {zone}',
  change: 'Mudar',
  changeZone: 'Mudar fuso horário',
  h12: 'Usar relógio de 12 horas',
  h23: 'Usar relógio de 24 horas',
  offlineFailure: 'O serviço está inacessível. Verifique a sua conexão e tente novamente.',
  timeoutFailure: 'O serviço não respondeu a tempo. Tente novamente.',
  outdatedFailure: 'Entretanto houve uma atualização. Recarregue a página para continuar.',
  reload: 'Recarregar a página',
  serverFailure: 'Algo falhou do nosso lado. Tente novamente daqui a pouco.',
  signedOutFailure: 'Primeiro, entre na sua conta.',
  tokenFailure: 'Não foi possível verificar a sua sessão neste momento. Tente novamente daqui a pouco.',
  tokenRefusedFailure:
    'O serviço não aceita a sua sessão. A culpa não é sua: avise os responsáveis por esta página.',
  origin_not_allowed:
    'O serviço não aceita esta página. A culpa não é sua: avise os responsáveis por esta página.',
  rateLimitedFailure: 'Foram muitos pedidos de uma vez. Aguarde um momento e tente novamente.',
  subscribe: 'Assinar na sua agenda',
} satisfies Translated<'first', 'both'>;
