/** `<alumni-slots>`: the compact line, and a student's own sessions. */
import { unbroken } from './long-texts.ts';
import { seedList, seedMine } from './slots-seeds.ts';
import type { State } from './state.ts';

const slots = { element: 'alumni-slots', viewer: 'student' } as const;

export const briefStates: readonly State[] = [
  {
    ...slots,
    name: 'compact-loading',
    title: 'Compact: loading',
    attributes: { compact: '' },
    service: 'never',
    shows: ['.bone'],
  },
  {
    ...slots,
    name: 'compact-free',
    title: 'Compact: free',
    attributes: { compact: '' },
    seed: seedList,
    shows: ['.compact .time'],
  },
  {
    ...slots,
    name: 'compact-long',
    title: 'Compact: what it is about is longer than the line',
    attributes: { compact: '' },
    seed: ({ open }) =>
      open({
        date: '2026-11-26',
        startTime: '09:00',
        description: `Working in a start-up: what to expect in the first year\nBring ${'your'.repeat(40)} questions.`,
        maxParticipants: 12,
      }).then(() => {}),
    shows: ['.compact .about'],
  },
  {
    ...slots,
    name: 'compact-word',
    title: 'Compact: what it is about is one long word',
    attributes: { compact: '' },
    seed: ({ open }) =>
      open({ date: '2026-11-26', startTime: '09:00', description: unbroken }).then(() => {}),
    shows: ['.compact .about'],
  },
  {
    ...slots,
    name: 'compact-full',
    title: 'Compact: full',
    attributes: { compact: '' },
    async seed({ open, book }) {
      await book(await open({ date: '2026-11-26', startTime: '09:00', maxParticipants: 1 }));
    },
    shows: ['.compact .time'],
  },
  {
    ...slots,
    name: 'compact-none',
    title: 'Compact: none',
    attributes: { compact: '' },
    shows: ['.compact .muted'],
  },
  {
    ...slots,
    name: 'compact-error',
    title: 'Compact: error',
    attributes: { compact: '' },
    service: 'badly',
    shows: ['.compact .muted'],
  },
  {
    ...slots,
    name: 'mine-some',
    title: 'My sessions',
    attributes: { mine: '' },
    seed: seedMine,
    shows: ['.slot.in', '.slot.called-off'],
  },
  {
    ...slots,
    name: 'mine-none',
    title: 'My sessions: none',
    attributes: { mine: '' },
    shows: ['[part=empty]'],
  },
  {
    ...slots,
    name: 'mine-signed-out',
    title: 'My sessions: signed out',
    viewer: null,
    attributes: { mine: '' },
    shows: ['[part=empty] .btn'],
  },
  {
    ...slots,
    name: 'mine-refused',
    title: 'My sessions: a token that the service refuses',
    isRefused: true,
    attributes: { mine: '' },
    shows: ['[part=error]'],
  },
  {
    ...slots,
    name: 'mine-printed',
    title: 'My sessions on paper',
    attributes: { mine: '' },
    seed: seedMine,
    media: 'print',
    shows: ['.slot.in', '.slot.called-off'],
  },
];
