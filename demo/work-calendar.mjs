/**
 * A calendar that alumni keep elsewhere, as an employer's server would give it: they name its address in the settings of
 * their own calendar, and see there when they are busy. Written by hand, in the zone of New York, to be seen how little it takes.
 */

/** Fastify plugin: `/portal/calendars/work.ics`, to whoever has the address. */
export async function workCalendar(portal) {
  portal.get('/portal/calendars/work.ics', async (_request, reply) =>
    reply.type('text/calendar; charset=utf-8').send(writeWorkCalendar(Date.now())),
  );
}

/** `now` in ms. The weeks begin four weeks before it, so that whatever month is looked at has some. */
function writeWorkCalendar(now) {
  const monday = new Date(now - 28 * 86_400_000);
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7));
  const on = (days) =>
    new Date(monday.getTime() + days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
  const timed = (uid, title, days, start, end, rule) => [
    'BEGIN:VEVENT',
    `UID:${uid}@work.example`,
    `DTSTAMP:${on(0)}T000000Z`,
    `SUMMARY:${title}`,
    `DTSTART;TZID=America/New_York:${on(days)}T${start}00`,
    `DTEND;TZID=America/New_York:${on(days)}T${end}00`,
    ...(rule ? [`RRULE:${rule}`] : []),
    'END:VEVENT',
  ];
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Work//Calendar//EN',
    'X-WR-CALNAME:Work',
    ...timed('standup', 'Stand-up', 0, '0930', '0945', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH'),
    ...timed('board', 'Board meeting', 2, '1300', '1530', 'FREQ=WEEKLY;INTERVAL=2'),
    ...timed('review', 'Design review', 4, '0930', '1030', 'FREQ=WEEKLY'),
    'BEGIN:VEVENT',
    'UID:conference@work.example',
    `DTSTAMP:${on(0)}T000000Z`,
    'SUMMARY:Conference',
    `DTSTART;VALUE=DATE:${on(42)}`,
    `DTEND;VALUE=DATE:${on(44)}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}
