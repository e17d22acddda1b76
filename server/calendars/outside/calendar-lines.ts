/**
 * The lines of a calendar (RFC 5545 §3.1) → its components, with what says when alone: titles, places and descriptions are
 * left behind here, and whatever is wrong in their lines with them.
 */
import { fold } from './calendar-bytes.ts';

export interface Property {
  /** In capitals, as the names of its parameters. */
  name: string;
  parameters: Readonly<Record<string, string>>;
  value: string;
  /** As it came, unfolded. */
  line: string;
}

export interface Component {
  /** In capitals: VEVENT. */
  name: string;
  properties: Property[];
  parts: Component[];
}

const dated = ['DTSTART', 'DTEND', 'RECURRENCE-ID', 'RDATE', 'EXDATE'];
const wanted = new Set([
  ...dated,
  ...['UID', 'SEQUENCE', 'STATUS', 'TRANSP', 'X-MICROSOFT-CDO-BUSYSTATUS', 'ATTENDEE'],
  ...['DURATION', 'RRULE', 'EXRULE', 'FREEBUSY'],
  ...['X-WR-TIMEZONE', 'X-WR-CALNAME', 'TZID', 'X-LIC-LOCATION', 'TZOFFSETFROM', 'TZOFFSETTO'],
]);

/** Reads the calendars of a text. Returns null if it breaks off. */
export function readComponents(text: string): Component[] | null {
  const top: Component = { name: '', properties: [], parts: [] };
  const open = [top];
  for (const line of text.replace(fold, '').split(/[\r\n]+/)) {
    const [, name = ''] = /^\uFEFF?([\w-]+)\s*[:;]/.exec(line) ?? [];
    const inner = open.at(-1) as Component;
    switch (name.toUpperCase()) {
      case 'BEGIN': {
        const component = { name: nameBehind(line), properties: [], parts: [] };
        inner.parts.push(component);
        open.push(component);
        break;
      }
      case 'END': {
        // With those inside it that were left open.
        const closed = open.findLastIndex((component) => component.name === nameBehind(line));
        if (closed > 0) open.length = closed;
        break;
      }
      default:
        if (wanted.has(name.toUpperCase())) inner.properties.push(readProperty(name.toUpperCase(), line));
    }
  }
  return open.length === 1 ? top.parts : null;
}

function nameBehind(line: string): string {
  return line
    .slice(line.indexOf(':') + 1)
    .trim()
    .toUpperCase();
}

/** A colon in an unquoted TZID, as Outlook writes it (`(UTC+01:00) Berlin`), is told apart since no date has one. */
function readProperty(name: string, line: string): Property {
  const colon = dated.includes(name) ? line.lastIndexOf(':') : firstColon(line);
  const parameters: Record<string, string> = {};
  for (const [, key = '', value = ''] of line.slice(0, colon).matchAll(/;([\w-]+)=("[^"]*"|[^;]*)/g)) {
    parameters[key.toUpperCase()] = value.replace(/^"|"$/g, '');
  }
  return { name, parameters, value: line.slice(colon + 1).trim(), line };
}

/** The first colon outside of quotes. */
function firstColon(line: string): number {
  const found = /^(?:[^":]|"[^"]*")*:/.exec(line);
  return found ? found[0].length - 1 : line.indexOf(':');
}

/** The first property of that name. */
export function propertyOf(component: Component, name: string): Property | undefined {
  return component.properties.find((property) => property.name === name);
}

/** Its value in capitals, for the words that the standard has: `TRANSPARENT`. */
export function wordOf(component: Component, name: string): string {
  return propertyOf(component, name)?.value.toUpperCase() ?? '';
}

/** Writes it as lines again, with the names that were read. */
export function writeComponent({ name, properties, parts }: Component): string {
  const lines = [...properties.map(({ line }) => line), ...parts.map(writeComponent)];
  return [`BEGIN:${name}`, ...lines, `END:${name}`].join('\r\n');
}
