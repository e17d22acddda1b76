/** A letter as plain text, for whoever reads it so. */

import { readable } from '../../text/plain.ts';
import type { Letter } from './letter.ts';

export function textOf(letter: Letter): string {
  const { hello, headline, more, facts, people, quotes, portal, footer, unsubscribe } = letter;
  const blocks = [
    hello,
    [headline, ...more].join('\n'),
    facts.map(({ name, lines }) => `${name}: ${lines.join('\n  ')}`).join('\n'),
    ...(people === null ? [] : [`${people.heading}:\n${people.people.map(personOf).join('\n')}`]),
    ...quotes.map(({ whose, words }) => `${whose}:\n${quoted(words)}`),
    ...(portal === null ? [] : [`${portal[0]}:\n${portal[1]}`]),
    // Behind these two hyphens programs look for what is no part of the text.
    ['-- ', footer, ...(unsubscribe === null ? [] : [`${unsubscribe[0]}:\n${unsubscribe[1]}`])].join('\n'),
  ];
  return `${blocks.join('\n\n').split('\n').map(readable).join('\n')}\n`;
}

function personOf({ name, note }: { name: string; note: string | null }): string {
  return note === null ? `- ${name}` : `- ${name}\n${quoted(note).replace(/^/gm, '  ')}`;
}

function quoted(words: string): string {
  return words.replace(/^/gm, '> ');
}
