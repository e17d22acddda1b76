import type { Translated } from '../../names.ts';

/** What both elements say once somebody chooses a time zone. */
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
} satisfies Translated<'more', 'both'>;
