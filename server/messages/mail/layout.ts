/** A letter as HTML: one column, no pictures, nothing from elsewhere. */

import { parted, readable, shortened } from '../../text/plain.ts';
import { type Html, html } from './html.ts';
import type { Fact, Letter } from './letter.ts';
import { look, sheet } from './look.ts';

export function htmlOf(letter: Letter): string {
  const { language, subject, about, tone, hello, headline, more, facts, people, quotes, portal } = letter;
  const direction = language === 'ar' || language === 'he' ? 'rtl' : 'ltr';
  const start = direction === 'rtl' ? 'right' : 'left';
  // Between sentences; Chinese has none.
  const gap = language === 'zh' ? '' : ' ';
  const quote = (words: string) =>
    html`<blockquote dir="auto" ${look('quote', `text-align:${start}`)}>${words}</blockquote>`;
  const page = html`<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${readable(subject)}</title>
<style>
${sheet}
</style>
</head>
<body class="page" style="margin:0;padding:0">
<div lang="${language}" dir="${direction}" ${look('page', `text-align:${start}`)}>
<div ${look('card')}>
<p ${look(tone)}>${about}</p>
<p ${look('hello')}>${phrase(hello)}</p>
<h1 ${look('headline')}>${phrase(headline)}</h1>
${more.length === 0 ? null : html`<p ${look('more')}>${more.map((sentence, index) => html`${index === 0 ? '' : gap}${phrase(sentence)}`)}</p>`}
<div ${look('session')}>
${facts.map(factOf)}
</div>
${
  people &&
  html`<h2 ${look('heading', 'font-weight:400')}>${people.heading}</h2>
${people.people.map(
  ({ name, note }) => html`<p ${look('person')}>${phrase(name)}</p>
${note === null ? null : html`<div ${barred(start)}>${quote(note)}</div>\n`}`,
)}`
}
${quotes.map(
  ({ whose, words }) => html`<p ${look('heading')}>${phrase(whose)}</p>
<div ${barred(start)}>${quote(words)}</div>
`,
)}
${portal && html`<a href="${portal[1]}" ${look('button')}>${portal[0]}</a>`}
</div>
${footerOf(letter)}
</div>
</body>
</html>
`;
  return page.text;
}

function footerOf({ footer, unsubscribe }: Letter): Html {
  const link =
    unsubscribe &&
    html`<br><a href="${unsubscribe[1]}" ${look('link', 'color:inherit')}>${unsubscribe[0]}</a>`;
  return html`<p ${look('footer')}>${phrase(footer)}${link}</p>`;
}

/** What people wrote has a line along its side: the side where the mail's own language begins. */
function barred(start: string): Html {
  return look('bar', `margin-top:4px;border-style:solid;border-width:0;border-${start}-width:3px`);
}

function factOf({ name, lines, look: shown }: Fact, index: number): Html {
  const [main = '', ...others] = lines;
  const isTitle = shown === 'title';
  return html`<p ${look(index === 0 ? 'firstFact' : 'fact')}>${
    // What it is about, and when it is, are seen to be just that.
    isTitle || shown === 'when' || shown === 'off' ? null : html`<span ${look('name')}>${name}</span>`
  }${
    shown === 'link'
      ? html`<a href="${main}" dir="ltr" ${look('link')}>${shortened(main.replace(/^https:\/\//, ''), 80)}</a>`
      : html`<span ${look(shown === 'with' ? 'line' : shown)}>${phrase(main)}</span>`
  }${others.map((line) => html`<span ${look(isTitle ? 'line' : 'aside')}>${phrase(line)}</span>`)}</p>
`;
}

/** Our words, in which each of somebody else's keeps its own direction. */
function phrase(line: string): Html {
  return html`${parted(line).map((part, index) => (index % 2 === 0 ? unbroken(part) : html`<bdi>${part}</bdi>`))}`;
}

/** From when until when stands in one line. */
function unbroken(words: string): Html {
  const parts = words.split(/(\d\d:\d\d–\d\d:\d\d)/);
  return html`${parts.map((part, index) => (index % 2 === 0 ? part : html`<span style="white-space:nowrap">${part}</span>`))}`;
}
