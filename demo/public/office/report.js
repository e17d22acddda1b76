/** What the sessions that are over came to: sums, a chart by month, and a table with all figures. */
import { drawMonths, percent } from './chart.js';
import { fillSelect } from './people.js';
import { askService, saying } from './service.js';
import { monthOf, monthsBack, zone } from './times.js';

/** As many months as there are to choose from. */
const choice = 36;

export function startReport(panel) {
  const form = panel.querySelector('form');
  const { period, from, to, by } = form.elements;
  const months = Array.from({ length: choice }, (_, back) => monthsBack(back));
  for (const select of [from, to])
    fillSelect(
      select,
      months.map((month) => [month, monthOf(month)]),
    );
  from.value = months[11];
  // Whatever can be scrolled must be so by keyboard.
  panel.querySelector('.wide').tabIndex = 0;
  let drawn = [];
  let turn = 0;

  async function read() {
    for (const label of form.querySelectorAll('.between')) label.hidden = period.value !== 'between';
    const range = rangeOf(period.value, from.value, to.value);
    const ask = (group) =>
      `/api/admin/report?${new URLSearchParams({ ...range, by: group, timeZone: zone })}`;
    panel.querySelector('#report-csv').href = ask(by.value).replace(
      '/api/admin/report',
      '/portal/office/report.csv',
    );
    turn += 1;
    const own = turn;
    panel.setAttribute('aria-busy', 'true');
    const reports = await saying(panel, () =>
      Promise.all(
        ['month', ...(by.value === 'month' ? [] : [by.value])].map((group) => askService('GET', ask(group))),
      ),
    );
    // Somebody has asked for another period meanwhile.
    if (own !== turn) return;
    panel.removeAttribute('aria-busy');
    if (!reports) return;
    const [monthly, table = monthly] = reports;
    drawn = monthly.rows;
    show(panel, table, by.value);
    draw();
  }

  function draw() {
    const box = panel.querySelector('.chart');
    if (box.clientWidth === 0) return;
    const isEmpty = drawn.length === 0;
    panel.querySelector('figure').hidden = isEmpty;
    panel.querySelector('.legend .few').hidden = !drawn.some(({ masked }) => masked);
    if (!isEmpty) box.replaceChildren(drawMonths(everyMonth(drawn), box.clientWidth));
  }

  new ResizeObserver(draw).observe(panel.querySelector('.chart'));
  form.addEventListener('change', read);
  form.addEventListener('submit', (event) => event.preventDefault());
  read();
}

function rangeOf(period, from, to) {
  if (period === 'all') return {};
  if (period === 'between') return from <= to ? { from, to } : { from: to, to: from };
  return { from: monthsBack(Number(period) - 1), to: monthsBack(0) };
}

/** Months without sessions stand in the chart as well. */
function everyMonth(rows) {
  const known = new Map(rows.map((row) => [row.month, row]));
  const none = { seats: 0, seatsTaken: 0, fillRate: null, masked: false };
  const all = [];
  for (let month = rows[0].month; month <= rows.at(-1).month; month = nextMonth(month))
    all.push(known.get(month) ?? { month, ...none });
  return all;
}

function nextMonth(month) {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 15)).toISOString().slice(0, 7);
}

const number = new Intl.NumberFormat(document.documentElement.lang);
const plain = (value) => number.format(value);
const stars = (value) => `${value.toFixed(1)} ★`;

/** Each column: its head, the figure, and how it is told. */
const columns = [
  ['Sessions', 'sessions', plain],
  ['Hours', 'hours', plain],
  ['Seats', 'seats', plain],
  ['Taken', 'seatsTaken', plain],
  ['Filled', 'fillRate', percent],
  ['Called off', 'sessionsCancelled', plain],
  ['Cancelled seats', 'bookingsCancelled', plain],
  ['Waited', 'waited', plain],
  ['Got a seat', 'promoted', plain],
  ['Were there', 'attendanceRate', percent],
  ['Stars', 'rating', stars],
];

function show(panel, { rows, total }, by) {
  panel.querySelector('#report-result').hidden = false;
  const names = { month: ['Month'], alumnus: ['Alumnus'], both: ['Alumnus', 'Month'] }[by];
  const told = total.sessions === 1 ? 'One session is over' : `${plain(total.sessions)} sessions are over`;
  panel.querySelector('#report-status').textContent = `${told} in this period.`;
  panel.querySelector('.sums').replaceChildren(...sumsOf(total));
  const table = panel.querySelector('#report-table');
  table.caption.textContent = `Figures of the programme, a line for each ${names.join(' and ').toLowerCase()}`;
  const heads = [...names, ...columns.map(([head]) => head)];
  table.tHead.replaceChildren(lineOf(heads.map((head) => cell('th', head, { scope: 'col' }))));
  table.tBodies[0].replaceChildren(
    ...rows.map((row) => {
      const own = { month: row.month && monthOf(row.month), alumnus: row.alumniName };
      const [first, second] = by === 'both' ? [own.alumnus, own.month] : [own[by]];
      const label = cell('th', first, { scope: 'row' });
      return lineOf([label, ...(second ? [cell('td', second)] : []), ...figuresOf(row)]);
    }),
  );
  const label = cell('th', 'Total', { scope: 'row' });
  label.colSpan = names.length;
  table.tFoot.replaceChildren(lineOf([label, ...figuresOf(total)]));
  panel.querySelector('#report-masked').hidden = ![...rows, total].some(
    ({ masked, rating }) => masked || rating === null,
  );
}

function sumsOf(total) {
  const sum = (name, value, more) => {
    const box = document.createElement('div');
    const [term, figure, words] = ['dt', 'dd', 'dd'].map((tag) => document.createElement(tag));
    term.textContent = name;
    figure.textContent = value ?? '–';
    words.textContent = value === null ? 'too few students to tell' : more;
    words.className = 'facts';
    box.append(term, figure, words);
    return box;
  };
  const known = (value, tell) => (value === null ? null : tell(value));
  return [
    sum('Sessions', plain(total.sessions), `${plain(total.hours)} hours`),
    sum('Seats taken', known(total.seatsTaken, plain), `of ${plain(total.seats)} that were offered`),
    sum(
      'Filled',
      known(total.fillRate, percent),
      `${total.waited} waited, ${total.promoted} of them got a seat`,
    ),
    sum(
      'Were there',
      known(total.attendanceRate, percent),
      `of ${(total.attended ?? 0) + (total.absent ?? 0)} who were marked`,
    ),
    sum('Stars', known(total.rating, stars), `from ${total.ratings} answers`),
  ];
}

function figuresOf(row) {
  return columns.map(([, name, tell]) => {
    const value = row[name];
    const made = cell('td', value === null ? '–' : tell(value));
    if (value === null && (row.masked || name === 'rating'))
      made.setAttribute('aria-label', 'too few to tell');
    return made;
  });
}

function lineOf(cells) {
  const line = document.createElement('tr');
  line.append(...cells);
  return line;
}

function cell(tag, words, { scope } = {}) {
  const made = document.createElement(tag);
  made.textContent = words;
  if (scope) made.scope = scope;
  return made;
}
