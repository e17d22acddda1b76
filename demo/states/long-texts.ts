/** Names and texts as long as they come. */
import type { Seeding } from './state.ts';

export const unbroken = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'.repeat(2);

export const germanText =
  'Bewerbungsunterlagen für Forschungsförderungsprogramme: Wir sehen uns Motivationsschreiben, Lebenslauf und Veröffentlichungsverzeichnis gemeinsam an und üben das Auswahlgespräch.';

export const germanNames = {
  mentor: 'Prof. Dr. Maximiliane-Charlotte von und zu Hohenstein-Rechtsschutzversicherung',
  student: 'Bartholomäus Schwarzenberger-Oberbürgermeisterkandidat',
};

/** Of a mentor in a zone with a long name. */
export async function longSessions({ open, book }: Seeding): Promise<void> {
  const argentina = { timeZone: 'America/Argentina/ComodRivadavia' };
  const mine = await open({ date: '2026-11-24', startTime: '10:00', description: germanText, ...argentina });
  await book(mine, 'student', germanText);
  const one = await open({
    date: '2026-11-26',
    startTime: '18:00',
    description: germanText,
    maxParticipants: 1,
    ...argentina,
  });
  await book(one, 'Konstantin-Alexander Wissenschaftlicher-Mitarbeiter');
  await open({
    date: '2026-12-01',
    startTime: '12:00',
    description: germanText,
    requiresApproval: true,
    maxParticipants: 500,
  });
}
