import type { Translated } from '../../names.ts';

/** What both elements draw first. */
export const texts = {
  live: 'À jour',
  connecting: 'Connexion…',
  offline: 'Hors ligne. Mis à jour {ago}.',
  loading: 'Chargement des séances…',
  retry: 'Réessayer',
  actionLabel: '{action}\u00a0: {when}',
  failed: 'Impossible de charger les séances.',
  reference: 'Référence\u00a0: {id}',
  yourTime: 'Votre heure, {zone}',
  change: 'Modifier',
  changeZone: 'Modifier le fuseau horaire',
  h12: 'Horloge sur 12\u00a0heures',
  h23: 'Horloge sur 24\u00a0heures',
  offlineFailure: 'Le service est injoignable. Vérifiez votre connexion, puis réessayez.',
  timeoutFailure: 'Le service n’a pas répondu à temps. Veuillez réessayer.',
  outdatedFailure: 'Une mise à jour a eu lieu entre-temps. Rechargez la page pour continuer.',
  reload: 'Recharger la page',
  serverFailure: 'Un problème est survenu de notre côté. Réessayez dans un instant.',
  signedOutFailure: 'Veuillez d’abord vous connecter.',
  tokenFailure: 'Votre connexion n’a pas pu être vérifiée à l’instant. Réessayez dans un instant.',
  tokenRefusedFailure:
    'Le service n’accepte pas votre connexion. Vous n’y êtes pour rien : prévenez les responsables de cette page.',
  origin_not_allowed:
    'Le service n’accepte pas cette page. Vous n’y êtes pour rien : prévenez les responsables de cette page.',
  rateLimitedFailure: 'Cela fait beaucoup de demandes à la fois. Patientez un instant, puis réessayez.',
  subscribe: 'S’abonner dans votre agenda',
} satisfies Translated<'first', 'both'>;
