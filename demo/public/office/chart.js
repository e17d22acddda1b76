/** A bar for each month: the seats that there were, and in it those that were taken. Drawn for as much room as there is. */
import { monthOf } from './times.js';

const height = 248;
const margin = { top: 26, right: 4, bottom: 30, left: 36 };
/** A month's name needs so much room, in px; with less every second has one, and so on. */
const nameWidth = 34;

/** The chart of a report by month, `width` px wide. What it shows stands in a table beside it, so it is one picture to the ear. */
export function drawMonths(rows, width) {
  const svg = element('svg', {
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: 'img',
    'aria-label': summaryOf(rows),
  });
  svg.append(hatching());
  const most = Math.max(1, ...rows.map(({ seats }) => seats));
  const step = niceStep(most / 4);
  const top = Math.ceil(most / step) * step;
  const base = height - margin.bottom;
  const heightOf = (seats) => (seats / top) * (base - margin.top);

  for (let seats = 0; seats <= top; seats += step) {
    const y = base - heightOf(seats);
    svg.append(line({ x1: margin.left, x2: width - margin.right, y1: y, y2: y, class: 'grid' }));
    svg.append(text(String(seats), { x: margin.left - 8, y: y + 4, class: 'tick', 'text-anchor': 'end' }));
  }
  const room = (width - margin.left - margin.right) / rows.length;
  const bar = Math.min(56, Math.max(6, room * 0.62));
  const every = Math.ceil(nameWidth / room);
  for (const [index, row] of rows.entries()) {
    const middle = margin.left + room * (index + 0.5);
    const box = { x: middle - bar / 2, width: bar };
    const part = (seats, name) =>
      element('rect', { ...box, y: base - heightOf(seats), height: heightOf(seats), class: name, rx: 3 });
    const group = element('g', { class: 'month' });
    group.append(part(row.seats, row.masked ? 'few' : 'free'));
    if (!row.masked) group.append(part(row.seatsTaken, 'taken'));
    if (row.fillRate !== null && room >= nameWidth)
      group.append(
        text(percent(row.fillRate), {
          x: middle,
          y: base - heightOf(row.seats) - 8,
          class: 'share',
          'text-anchor': 'middle',
        }),
      );
    const title = element('title');
    title.textContent = sentenceOf(row);
    group.append(title);
    svg.append(group);
    if ((rows.length - 1 - index) % every === 0)
      svg.append(
        text(nameOf(row, index), { x: middle, y: base + 20, class: 'tick', 'text-anchor': 'middle' }),
      );
  }
  return svg;
}

/** `0.74` → `74 %`. */
export function percent(share) {
  return `${Math.round(share * 100)} %`;
}

function nameOf({ month }, index) {
  return index > 0 && month.endsWith('-01') ? `’${month.slice(2, 4)}` : monthOf(month, true);
}

function sentenceOf({ month, seats, seatsTaken, masked }) {
  const offered = `${monthOf(month)}: ${seats} seats`;
  return masked ? `${offered}, too few students to tell` : `${offered}, ${seatsTaken} taken`;
}

function summaryOf(rows) {
  const [first, last] = [rows[0], rows.at(-1)];
  const most = rows.reduce((best, row) => (row.seats > best.seats ? row : best));
  return (
    `Bar chart of seats offered and taken, from ${monthOf(first.month)} to ${monthOf(last.month)}. ` +
    `Most were offered in ${monthOf(most.month)}: ${most.seats}. The figures are in the table below.`
  );
}

/** 1, 2 or 5 times a power of ten: marks that people count by. */
function niceStep(least) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return [1, 2, 5, 10].map((times) => times * power).find((step) => step >= least) ?? 10 * power;
}

/** Told apart from the others without colour. */
function hatching() {
  const defs = element('defs');
  const pattern = element('pattern', {
    id: 'few-students',
    width: 7,
    height: 7,
    patternUnits: 'userSpaceOnUse',
    patternTransform: 'rotate(45)',
  });
  pattern.append(line({ x1: 0, y1: 0, x2: 0, y2: 7, class: 'hatch' }));
  defs.append(pattern);
  return defs;
}

function element(name, attributes = {}) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

const line = (attributes) => element('line', attributes);

function text(words, attributes) {
  const made = element('text', attributes);
  made.textContent = words;
  return made;
}
