/**
 * What the alumni gave in the months before today: `[alumnusId, day, start, minutes, seats, about]`, in their own time zone. Each
 * month takes some of these, beginning with another, so that it looks like a programme that has grown.
 */
export const pastEvents = [
  ['ada', 'Tue', '17:00', 60, 8, 'Breaking into climate policy'],
  ['tunde', 'Wed', '18:00', 90, 9, 'Founders’ table: the first ten hires'],
  ['grace', 'Mon', '19:00', 60, 6, 'Is medicine for me? An honest hour'],
  ['lena', 'Thu', '17:30', 60, 4, 'Portfolio review, twenty minutes each'],
  ['amara', 'Fri', '18:00', 75, 10, 'Pupillage, for those with nobody to ask'],
  ['oliver', 'Sat', '10:00', 60, 8, 'Portfolio pages for engineers'],
  ['anika', 'Tue', '19:00', 60, 7, 'A first data job without a second degree'],
  ['yuki', 'Sun', '10:30', 45, 1, 'Your first translation, line by line'],
  ['rosalind', 'Thu', '16:30', 45, 8, 'Staying technical'],
];

/** How many of them there were, the oldest month first; the last one are these days. */
export const pastMonths = [3, 4, 4, 6, 5, 7];

/** What students said, in turn: stars, and what they wrote. */
export const pastFeedback = [
  [5, 'I left with three names and a plan. I had come with neither.'],
  [4, null],
  [4, 'Honest about money, which nobody else is.'],
  [5, null],
  [4, 'More time for questions would have been good. What there was, was very good.'],
  [5, 'We went through my application sentence by sentence. Painful, and exactly right.'],
  [3, 'Interesting, but most of it is on the website already.'],
  [4, null],
  [5, 'I had never talked to anybody who does this for a living. Now I want to.'],
  [5, null],
  [4, 'The examples were from this year. That helped.'],
  [3, null],
  [5, 'My question was a small one, and it was taken seriously all the same.'],
  [4, 'A bit fast for second years. The slides afterwards made up for it.'],
  [5, null],
  [1, 'Waste of an evening. And tell Marcus from my course, room 214, that he still owes me twenty pounds.'],
  [5, 'Nobody in my family has done this. I know now whom to write to, and what to write.'],
  [4, null],
  [2, 'The sound went away for ten minutes.'],
  [5, 'I changed my dissertation topic on the way home.'],
  [4, 'Good to hear what went wrong, too, and not only how it ended.'],
  [5, null],
  [4, 'Please do this again before the deadlines in January.'],
];
