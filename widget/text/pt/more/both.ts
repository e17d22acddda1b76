import type { Translated } from '../../names.ts';

/** What both elements say once somebody chooses a time zone, follows their sessions in another calendar, or looks at what is kept of a session. */
export const texts = {
  zoneTitle: 'Mostrar os horários em que fuso?',
  zoneLabel: 'Fuso horário',
  zoneSearch: 'Busque uma cidade ou região',
  zoneSuggested: 'Sugestões',
  zoneAll: 'Todos os fusos horários',
  zoneNone: 'Nenhum fuso com esse nome. Tente uma cidade maior por perto.',
  zoneFound: { one: '{count} fuso horário', other: '{count} fusos horários' },
  zoneKeep: 'Manter {zone}',
  zoneTake: 'Usar este fuso',

  close: 'Fechar',
  addOpens: '{calendar} (abre em nova aba)',
  feedWhat:
    'A agenda que mantém noutro lugar mostra então as suas sessões e acompanha-as. Pode demorar até um dia: cada agenda decide com que frequência consulta.',
  feedSecret: 'Quem tiver o endereço pode ler as suas sessões. Trate-o como uma senha.',
  feedMake: 'Criar um endereço',
  feedOnce: 'Escolha a sua agenda ou copie o endereço. Só é mostrado desta vez.',
  address: 'Endereço',
  feedCopy: 'Copiar',
  feedCopied: 'Copiado.',
  feedSince: 'Tem um endereço desde {day}.',
  lastRead: 'Última leitura: {ago}.',
  notRead: 'Ainda sem leitura.',
  feedRenew: 'Criar um novo endereço',
  feedRenewAsk:
    'Criar um novo endereço? O antigo deixa de valer, e é preciso dar o novo às agendas que o seguem.',
  feedStop: 'Parar',
  feedStopAsk: 'Parar? As agendas que seguem o endereço deixam de receber as suas sessões.',
  feedStopped: 'Parado. O endereço já não leva a lado nenhum.',
  feedKeep: 'Manter o endereço',

  notesLoading: 'Carregando o que foi guardado desta sessão…',
  linksTitle: 'Links',
  recordingsTitle: 'Gravações',
  recordingLabel: 'Gravação: {name}',
  recordingFailed: 'Não é possível reproduzir esta gravação aqui neste momento.',
  recordingOpen: 'Abrir em uma nova aba',
  privateTitle: 'Nota pessoal',
  privateHint: 'Só você a vê.',
  privateSave: 'Salvar nota',
  privateSaving: 'Salvando…',
  privateSaved: 'Salva',
  privateUnsaved: 'Ainda não salva',
  privateLoading: 'Carregando a sua nota pessoal…',
  not_in_session: 'Só quem tem lugar confirmado nesta sessão vê isto.',
  maintenance:
    'No momento não é possível alterar nada: o serviço está em manutenção. Tente novamente mais tarde.',
} satisfies Translated<'more', 'both'>;
