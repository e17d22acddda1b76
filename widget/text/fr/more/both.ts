import type { Translated } from '../../names.ts';

/** What both elements say once somebody chooses a time zone, follows their sessions in another calendar, or looks at what is kept of a session. */
export const texts = {
  zoneTitle: 'Dans quel fuseau afficher les heures\u202f?',
  zoneLabel: 'Fuseau horaire',
  zoneSearch: 'Chercher une ville ou une région',
  zoneSuggested: 'Suggestions',
  zoneAll: 'Tous les fuseaux horaires',
  zoneNone: 'Aucun fuseau de ce nom. Essayez une plus grande ville à proximité.',
  zoneFound: { one: '{count} fuseau horaire', other: '{count} fuseaux horaires' },
  zoneKeep: 'Garder {zone}',
  zoneTake: 'Utiliser ce fuseau',

  close: 'Fermer',
  addOpens: '{calendar} (nouvel onglet)',
  feedWhat:
    'L’agenda que vous tenez ailleurs affiche alors vos séances et les suit. Cela peut prendre jusqu’à un jour\u00a0: chaque agenda décide lui-même quand il regarde.',
  feedSecret: 'Quiconque a l’adresse peut lire vos séances. Traitez-la comme un mot de passe.',
  feedMake: 'Créer une adresse',
  feedOnce: 'Choisissez votre agenda ou copiez l’adresse. Elle n’est montrée que cette fois.',
  address: 'Adresse',
  feedCopy: 'Copier',
  feedCopied: 'Copiée.',
  feedSince: 'Vous avez une adresse depuis le {day}.',
  lastRead: 'Dernière lecture\u00a0: {ago}.',
  notRead: 'Pas encore de lecture.',
  feedRenew: 'Créer une nouvelle adresse',
  feedRenewAsk:
    'Créer une nouvelle adresse\u00a0? L’ancienne ne vaut plus, et il faut donner la nouvelle aux agendas qui la suivent.',
  feedStop: 'Arrêter',
  feedStopAsk: 'Arrêter\u00a0? Les agendas qui suivent l’adresse ne reçoivent plus vos séances.',
  feedStopped: 'Arrêté. L’adresse ne mène plus nulle part.',
  feedKeep: 'Garder l’adresse',

  notesLoading: 'Chargement de ce qui a été gardé de cette séance…',
  linksTitle: 'Liens',
  recordingsTitle: 'Enregistrements',
  recordingLabel: 'Enregistrement\u00a0: {name}',
  recordingFailed: 'Cet enregistrement ne peut pas être lu ici pour le moment.',
  recordingOpen: 'Ouvrir dans un nouvel onglet',
  privateTitle: 'Note personnelle',
  privateHint: 'Personne d’autre ne la voit.',
  privateSave: 'Enregistrer la note',
  privateSaving: 'Enregistrement…',
  privateSaved: 'Enregistrée',
  privateUnsaved: 'Pas encore enregistrée',
  privateLoading: 'Chargement de votre note personnelle…',
  not_in_session: 'Seules les personnes qui ont une place confirmée à cette séance voient ceci.',
  maintenance:
    'Rien ne peut être modifié pour le moment : le service est en maintenance. Veuillez réessayer plus tard.',
} satisfies Translated<'more', 'both'>;
