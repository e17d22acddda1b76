/** `<alumni-slots all>`: everybody's sessions, and the search for one. */

import { seedAll, seedAllArabic, seedMoreThanAPage } from './all-seeds.ts';
import { germanNames, longSessions, unbroken } from './long-texts.ts';
import type { State, Step } from './state.ts';

const all = {
  element: 'alumni-slots',
  viewer: 'student',
  isOfAll: true,
  attributes: { all: '' },
} as const;

const search = (words: string): Step => ({ fill: '[data-action=search]', with: words });
const filter = (at: number): Step => ({ press: `.filters button:nth-child(${at})` });

export const allStates: readonly State[] = [
  { ...all, name: 'all-loading', title: 'Loading', service: 'never', shows: ['.search', '.skeleton .bone'] },
  { ...all, name: 'all-none', title: 'Nothing to book', shows: ['[part=empty]'] },
  {
    ...all,
    name: 'all-error',
    title: 'Error with a reference',
    service: 'badly',
    shows: ['[part=error] p.small'],
  },
  {
    ...all,
    name: 'all-offline',
    title: 'Offline, with age',
    seed: seedAll,
    steps: [{ see: '.dot.live' }, { service: 'away' }, { sleep: 12 }],
    shows: ['.dot.offline', '.slot'],
  },
  {
    ...all,
    name: 'all-signed-out',
    title: 'Signed out',
    viewer: null,
    seed: seedAll,
    shows: ['.dot.live', '.slot'],
  },
  {
    ...all,
    name: 'all-list',
    title: 'List: of several mentors, one booked',
    seed: seedAll,
    shows: ['.dot.live', '.found', '.slot.in', '.mentor'],
  },
  {
    ...all,
    name: 'all-other-role',
    title: 'Signed in as a mentor',
    viewer: 'mentor',
    seed: seedAll,
    shows: ['[part=note]', '.slot.own'],
  },
  {
    ...all,
    name: 'all-found',
    title: 'Found by words and in the evening',
    seed: seedAll,
    steps: [search('cv'), filter(3), { see: '.found' }],
    shows: ['[aria-pressed=true]', '.clear', '.slot'],
  },
  {
    ...all,
    name: 'all-lead',
    title: 'Nothing this week, but later',
    seed: seedAll,
    steps: [search('portfolio'), filter(2)],
    shows: ['[part=empty] [data-action=lead]'],
  },
  {
    ...all,
    name: 'all-nothing-found',
    title: 'Nothing for these words',
    seed: seedAll,
    steps: [search('astronomy'), filter(1)],
    shows: ['[part=empty] .answers button + button'],
  },
  {
    ...all,
    name: 'all-full',
    title: 'A session that has filled while it is shown',
    seed: seedAll,
    async meanwhile({ openOf, book }) {
      const [first] = await openOf('colleague');
      if (first) await book(first, 'Priya Raman');
    },
    steps: [{ see: '.slot.free' }, { meanwhile: true }],
    shows: ['.slot.full'],
  },
  {
    ...all,
    name: 'all-more',
    title: 'More than fit one page',
    seed: seedMoreThanAPage,
    shows: ['[data-action=more]'],
  },
  {
    ...all,
    name: 'all-more-failed',
    title: 'More that does not come',
    seed: seedMoreThanAPage,
    steps: [{ see: '[data-action=more]' }, { service: 'badly' }, { press: '[data-action=more]' }],
    shows: ['.more [part=note]'],
  },
  {
    ...all,
    name: 'all-long',
    title: 'Long names and words',
    names: { ...germanNames, colleague: unbroken },
    async seed(service) {
      await longSessions(service);
      await service.open({ date: '2026-11-26', startTime: '10:00', description: unbroken }, 'colleague');
    },
    shows: ['.slot.in', '.mentor'],
  },
  {
    ...all,
    name: 'all-arabic-names',
    title: 'Arabic names and texts',
    names: { mentor: 'ليلى المنصوري', colleague: 'Grace Okoye' },
    seed: seedAllArabic,
    shows: ['.slot.in', '.mentor'],
  },
];
