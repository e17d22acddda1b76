/**
 * What each of the alumni offers: `[day, start, minutes, seats, about, more]`, in their own time zone.
 * `day` is 'today' (later if `start` has passed, tomorrow if the day is nearly over), or the next such weekday after
 * today; '+1' adds a week. `more`: `weeks` in a row, `approval` before a booking counts, how many seats are
 * `taken` (of a series: the first session), by `who` first; who is `waiting` for one that is full, in that order; in how many
 * minutes booking `opensIn`; what the alumnus writes when they have `calledOff`, and which session of theirs has a seat `instead`.
 * Two of the alumni have nothing on offer.
 */
export const plans = {
  ada: [
    ['today', '10:00', 45, 1, 'CV and portfolio review', { who: ['mira'], taken: 1 }],
    [
      'Tue',
      '16:00',
      60,
      5,
      'Breaking into climate policy',
      { approval: true, who: ['jonas', 'noor', 'mira'], taken: 3 },
    ],
    ['Fri', '09:00', 60, 3, 'Open hour: anything about working abroad, visas, first jobs', { weeks: 4 }],
    ['Mon+1', '19:30', 60, 4, 'Evening in New York: portfolio walk-through', { who: ['priya'], taken: 3 }],
    ['Thu', '12:15', 30, 1, 'Half an hour, no agenda', { weeks: 3, who: ['diego'], taken: 1 }],
  ],
  tunde: [
    ['today', '17:00', 45, 2, 'Your idea, told in three sentences', { who: ['priya'], taken: 1 }],
    ['Wed', '18:00', 90, 12, 'Founders’ table: the first ten hires', { who: ['jonas', 'mira'], taken: 7 }],
    ['Sat', '11:00', 60, 6, 'Raising money a long way from the money', { weeks: 3, taken: 4 }],
    ['Fri', '18:00', 45, 8, 'First come, first served: ask a founder anything', { opensIn: 2 }],
    ['Thu+1', '08:30', 30, 1, 'Pitch deck, page by page', { approval: true, who: ['kofi'], taken: 1 }],
  ],
  grace: [
    ['Mon', '19:00', 60, 4, 'Is medicine for me? An honest hour', { weeks: 4, who: ['sofie'], taken: 4 }],
    [
      'Sun',
      '16:00',
      45,
      1,
      'Personal statement, read aloud',
      { who: ['leila'], taken: 1, waiting: ['jonas', 'priya', 'diego'] },
    ],
    ['Wed+1', '19:30', 60, 8, 'Life on a children’s ward: questions welcome', { taken: 2 }],
  ],
  oliver: [
    ['today', '12:30', 30, 1, 'Graduate scheme applications, quickly', { who: ['kofi'], taken: 1 }],
    ['Tue', '18:00', 60, 6, 'Portfolio pages for engineers', { weeks: 5, who: ['diego', 'kofi'], taken: 5 }],
    ['Thu+1', '18:30', 75, 10, 'What a structural engineer does all day', { taken: 3 }],
    ['Wed', '13:00', 30, 3, 'CV review: graduate schemes', { weeks: 3 }],
  ],
  lena: [
    [
      'today',
      '16:00',
      60,
      3,
      'Portfolio review, three people, twenty minutes each',
      { who: ['diego'], taken: 2 },
    ],
    ['Wed', '17:30', 45, 1, 'Figma file clinic', { weeks: 4, who: ['hana'], taken: 1 }],
    ['Thu+1', '18:00', 90, 8, 'From library basement to design team', { approval: true, taken: 4 }],
  ],
  anika: [
    [
      'Tue',
      '19:00',
      60,
      5,
      'A first data job without a second degree',
      { weeks: 4, who: ['aarav', 'jonas'], taken: 4 },
    ],
    ['Fri', '08:00', 30, 1, 'Early half hour: your notebook, my coffee', { who: ['aarav'], taken: 1 }],
    ['Sat+1', '11:00', 120, 12, 'Forecasting workshop with real sales data', { approval: true, taken: 6 }],
  ],
  weiling: [
    ['today', '18:30', 45, 2, 'Training contract interviews', { who: ['leila'], taken: 1 }],
    ['Thu', '20:00', 60, 4, 'In-house or in a firm? Eight years of each', { taken: 4 }],
    [
      'Sat+1',
      '10:00',
      45,
      1,
      'Applications abroad: your documents',
      { approval: true, who: ['noor'], taken: 1 },
    ],
  ],
  callum: [
    ['Wed', '08:00', 60, 3, 'Doctorate or not: a frank breakfast', { who: ['sofie', 'mira'], taken: 2 }],
    ['Fri', '17:00', 45, 1, 'Your first grant application', { weeks: 3 }],
    ['Mon+1', '18:00', 60, 10, 'Fieldwork stories, and what they cost', { taken: 5 }],
  ],
  beatriz: [
    ['today', '19:00', 45, 1, 'Half an idea is enough', { who: ['hana'], taken: 1 }],
    ['Thu', '18:30', 90, 6, 'Pitching a documentary', { approval: true, who: ['emma'], taken: 3 }],
    ['Tue+1', '19:00', 60, 4, 'Your treatment, line by line', {}],
  ],
  rosalind: [
    ['today', '17:30', 60, 1, 'Mock interview: system design', { who: ['jonas'], taken: 1 }],
    [
      'Wed',
      '17:00',
      60,
      1,
      'Mock interview: coding, without theatre',
      { weeks: 4, who: ['tomas'], taken: 1 },
    ],
    ['Thu', '16:30', 45, 6, 'Staying technical', { who: ['aarav'], taken: 2 }],
    ['Fri+1', '12:00', 60, 12, 'Three outages and what they taught us', { taken: 7 }],
    ['Sat', '11:00', 60, 1, 'Mock interview: your first one', { weeks: 2 }],
  ],
  samir: [
    ['Sun', '18:00', 60, 5, 'Is humanitarian work for you?', { weeks: 3, who: ['noor'], taken: 5 }],
    ['Tue+1', '19:00', 45, 1, 'How people get in: your CV', { approval: true, who: ['leila'], taken: 1 }],
  ],
  ingrid: [
    ['Mon', '17:00', 45, 2, 'Research or industry?', { who: ['mira', 'kofi'], taken: 2 }],
    ['Thu+1', '16:30', 60, 8, 'How a wind farm gets built', { who: ['mira'], taken: 3 }],
  ],
  marcus: [
    ['Wed', '17:15', 45, 3, 'Teacher training: which road?', { weeks: 4, who: ['emma'], taken: 2 }],
    ['Sat', '10:00', 60, 1, 'Your first lesson plan', {}],
    [
      'Thu',
      '18:30',
      45,
      2,
      'Teaching practice, honestly',
      {
        who: ['mira'],
        taken: 1,
        calledOff: 'We have an open evening at school, I am sorry! My Saturday is yours if you want it.',
        instead: 'Your first lesson plan',
      },
    ],
  ],
  yuki: [
    ['Sat', '10:30', 60, 4, 'Sample translations, read together', { who: ['hana'], taken: 3 }],
    ['Mon+1', '19:00', 30, 1, 'Writing to a publisher', { who: ['hana'], taken: 1 }],
  ],
  hector: [
    ['Tue', '18:00', 60, 6, 'Working for a city', { who: ['diego'], taken: 2 }],
    [
      'Thu+1',
      '18:30',
      60,
      2,
      'Master’s programmes in planning',
      { approval: true, who: ['diego'], taken: 1 },
    ],
    ['Wed', '18:30', 45, 1, 'CV review: planning and the public sector', { weeks: 4 }],
  ],
  noemie: [
    ['today', '18:00', 45, 1, 'Probability questions, out loud', { who: ['aarav'], taken: 1 }],
    ['Wed', '18:30', 60, 4, 'Technical interviews in finance', { weeks: 3, who: ['priya'], taken: 4 }],
    ['Sat+1', '10:30', 90, 10, 'What I would tell my second-year self', { taken: 4 }],
  ],
  david: [
    ['Fri', '12:00', 45, 3, 'Doors into museum work', { who: ['emma', 'hana'], taken: 2 }],
    ['Tue+1', '16:00', 60, 8, 'A collection, one object at a time', { taken: 1 }],
    ['Thu', '18:00', 30, 2, 'CV review for museums and galleries', { weeks: 3 }],
  ],
  farah: [
    ['Mon', '18:00', 60, 5, 'Reading a paper with a pencil', { weeks: 4, who: ['tomas'], taken: 5 }],
    [
      'Thu',
      '17:30',
      30,
      1,
      'First research internship: your e-mail draft',
      { approval: true, who: ['aarav'], taken: 1 },
    ],
  ],
  pieter: [
    ['Mon', '15:00', 60, 4, 'Plans that have no name yet', { who: ['sofie'], taken: 1 }],
    ['Wed+1', '15:00', 45, 2, 'From the laboratory to anywhere else', {}],
  ],
  amara: [
    [
      'Thu',
      '18:00',
      90,
      12,
      'Pupillage, when nobody at home can tell you',
      { who: ['leila', 'noor'], taken: 9 },
    ],
    ['Tue+1', '08:15', 30, 1, 'Before court: one question, half an hour', { who: ['leila'], taken: 1 }],
  ],
  joon: [
    ['Sat', '14:00', 60, 5, 'Bring something playable', { weeks: 2, who: ['jonas', 'tomas'], taken: 3 }],
    ['Tue+1', '20:00', 45, 1, 'Your game, your contract', { approval: true }],
  ],
  helen: [
    ['Wed', '10:00', 60, 2, 'Public service: ask me anything', { weeks: 6, taken: 1 }],
    ['Fri', '10:00', 60, 1, 'A long conversation', { who: ['noor'], taken: 1 }],
    ['Sat', '12:00', 45, 2, 'CV review for public service', { weeks: 3 }],
  ],
};

/** What students write when they book, in turn; some write nothing. */
export const notes = [
  'I have two offers and one week to decide. I would love to think it through with somebody.',
  null,
  'Could we look at my CV? I will send it the evening before.',
  'First time I do this; I hope basic questions are fine.',
  null,
  'I am choosing between a master’s degree and starting work in September.',
  'Your talk last spring is why I changed my major.',
  null,
  'I would mostly like to listen, and then ask about visas.',
];
