/** How a mail looks: one column, no pictures, nothing from elsewhere, in the reader's own colours of light or dark. */
import { type Html, html } from './html.ts';
import type { Letter } from './letter.ts';

/**
 * Mail programs keep few styles of a sheet, and some none: whatever must be there stands in the elements too. Colours stand in
 * the sheet alone where they change with dark.
 */
const sheet = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { margin: 0; padding: 24px 16px; background: #f4f5f7; color: #1c2430; }
.card { background: #ffffff; border-color: #dfe3e8; }
.name, .footer { color: #5b6675; }
.quote { border-color: #c3cad3; }
.button { background: #1f4fa3; color: #ffffff; }
a { color: #1f4fa3; }
@media (prefers-color-scheme: dark) {
  body { background: #14181e; color: #e6e9ee; }
  .card { background: #1d232b; border-color: #39424e; }
  .name, .footer { color: #a6b0bd; }
  .quote { border-color: #4b5664; }
  .button { background: #8fb4f5; color: #10151c; }
  a { color: #9dbef7; }
}`;

const font = "font: 16px/1.5 -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

export function htmlOf(letter: Letter): string {
  const { language, subject, hello, sentences, facts, quotes, links, footer, unsubscribe } = letter;
  const direction = language === 'ar' || language === 'he' ? 'rtl' : 'ltr';
  const page = html`<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${subject}</title>
<style>${sheetOf()}</style>
</head>
<body dir="${direction}" style="${font}">
<div class="card" style="max-width: 560px; margin: 0 auto; padding: 24px; border-width: 1px; border-style: solid; border-radius: 12px; box-sizing: border-box">
<p style="margin: 0 0 12px">${hello}</p>
<p style="margin: 0 0 20px; font-size: 18px; font-weight: 600">${sentences.join(' ')}</p>
${facts.map(([name, value]) => fact(name, value))}
${quotes.map(([whose, words]) => quote(whose, words))}
${links.map(
  ([words, address]) =>
    html`<p style="margin: 24px 0 0"><a class="button" href="${address}" style="display: inline-block; padding: 10px 18px; border-radius: 8px; font-weight: 600; text-decoration: none">${words}</a></p>`,
)}
</div>
<p class="footer" style="max-width: 560px; margin: 16px auto 0; padding: 0 8px; font-size: 13px; box-sizing: border-box">${footer}${
    unsubscribe === null ? null : html` · <a href="${unsubscribe[1]}">${unsubscribe[0]}</a>`
  }</p>
</body>
</html>
`;
  return page.text;
}

function sheetOf(): Html {
  // Ours alone, and nothing in it that HTML would read.
  return html([sheet] as unknown as TemplateStringsArray);
}

function fact(name: string, value: string): Html {
  const lines = value.split('\n').map((line) => html`<bdi style="display: block">${linked(line)}</bdi>`);
  return html`<p style="margin: 0 0 12px; overflow-wrap: anywhere"><span class="name" style="display: block; font-size: 13px">${name}</span>${lines}</p>
`;
}

function linked(line: string): Html | string {
  return /^https:\/\/\S+$/.test(line) ? html`<a href="${line}">${line}</a>` : line;
}

function quote(whose: string, words: string): Html {
  return html`<p style="margin: 20px 0 0; overflow-wrap: anywhere"><span class="name" style="display: block; font-size: 13px">${whose}</span></p>
<blockquote class="quote" dir="auto" style="margin: 4px 0 0; padding-inline-start: 12px; border-style: solid; border-width: 0; border-inline-start-width: 3px; white-space: pre-line; overflow-wrap: anywhere">${words}</blockquote>
`;
}
