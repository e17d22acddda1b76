import type { Messages } from '../../element/messages.ts';

/** What every element says. */
export const texts = {
  live: 'En direct',
  connecting: 'Connexion…',
  offline: 'Hors ligne. Mis à jour {ago}.',
  loading: 'Chargement des séances…',
  retry: 'Réessayer',
  failed: 'Impossible de charger les séances.',
  reference: 'Référence\u00a0: {id}',
  yourTime: 'Votre heure, {zone}',
  change: 'Modifier',
  changeZone: 'Modifier le fuseau horaire',
  h12: '12\u00a0h',
  h23: '24\u00a0h',
  h12Label: '12 h\u00a0: afficher les heures sur 12',
  h23Label: '24 h\u00a0: afficher les heures sur 24',
  offlineFailure: 'Le service est injoignable. Vérifiez votre connexion, puis réessayez.',
  timeoutFailure: 'Le service n’a pas répondu à temps. Veuillez réessayer.',
  serverFailure: 'Un problème est survenu de notre côté. Réessayez dans un instant.',
  signedOutFailure: 'Veuillez d’abord vous connecter.',
  rateLimitedFailure: 'Cela fait beaucoup de demandes à la fois. Patientez un instant, puis réessayez.',
} satisfies Messages;
