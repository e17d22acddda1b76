/**
 * How the parts of a mail look, in the colours of the elements. Some mail programs keep no sheet: so each part carries its light
 * look in itself, and the sheet holds only what dark changes.
 */
import { Html, html } from './html.ts';

interface Look {
  style: string;
  light?: string;
  dark?: string;
}

const looks = {
  page: {
    style: `margin:0;padding:24px 12px;font:16px/1.5 -apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif`,
    light: 'background:#f4f6f4;color:#1b1f1e',
    dark: 'background:#0f1312;color:#e9edeb',
  },
  card: {
    style: 'max-width:560px;margin:0 auto;padding:20px;border-radius:12px;box-sizing:border-box',
    light: 'background:#ffffff;border:1px solid #e0e4e1',
    dark: 'background:#161a19;border-color:#2e3533',
  },
  good: {
    style: badge(),
    light: 'background:#e7f0ec;color:#2f5d50',
    dark: 'background:#1e2f29;color:#8fc7b5',
  },
  waiting: {
    style: badge(),
    light: 'background:#fbf1dc;color:#7d5100',
    dark: 'background:#332a17;color:#e9bd6a',
  },
  ended: {
    style: badge(),
    light: 'background:#fbe9e7;color:#a3332b',
    dark: 'background:#3a201d;color:#f0a29b',
  },
  hello: { style: 'margin:18px 0 0' },
  headline: { style: 'margin:4px 0 0;font-size:20px;line-height:1.35;font-weight:600' },
  more: { style: 'margin:10px 0 0' },
  session: {
    style: 'margin:20px 0 0;padding:16px;border-radius:10px;overflow-wrap:anywhere;word-break:break-word',
    light: 'background:#f4f6f4',
    dark: 'background:#1d2221',
  },
  fact: { style: 'margin:12px 0 0' },
  firstFact: { style: 'margin:0' },
  name: { style: 'display:block;font-size:13px', light: 'color:#59625f', dark: 'color:#a3ada9' },
  title: { style: 'display:block;font-weight:600' },
  when: { style: 'display:block;font-size:18px;font-weight:600' },
  off: { style: 'display:block;font-size:18px;text-decoration:line-through' },
  was: { style: 'display:block;text-decoration:line-through', light: 'color:#59625f', dark: 'color:#a3ada9' },
  aside: { style: 'display:block;font-size:14px', light: 'color:#59625f', dark: 'color:#a3ada9' },
  line: { style: 'display:block' },
  heading: { style: 'margin:20px 0 0;font-size:13px', light: 'color:#59625f', dark: 'color:#a3ada9' },
  person: { style: 'margin:6px 0 0;font-weight:600;overflow-wrap:anywhere' },
  quote: {
    style: 'margin:4px 0 0;padding:0 12px;white-space:pre-line;overflow-wrap:anywhere;word-break:break-word',
  },
  bar: { style: '', light: 'border-color:#b9c4bf', dark: 'border-color:#4a5651' },
  link: { style: 'text-decoration:underline', light: 'color:#2f5d50', dark: 'color:#8fc7b5' },
  button: {
    style:
      'display:inline-block;margin:24px 0 0;padding:12px 20px;border-radius:8px;font-weight:600;text-decoration:none',
    light: 'background:#2f5d50;color:#ffffff',
    dark: 'background:#8fc7b5;color:#0d1a16',
  },
  footer: {
    style: 'max-width:560px;margin:16px auto 0;padding:0 12px;font-size:13px;box-sizing:border-box',
    light: 'color:#59625f',
    dark: 'color:#a3ada9',
  },
} satisfies Record<string, Look>;

type LookName = keyof typeof looks;

/** The attributes of a part; `more` is style that only this one has. */
export function look(name: LookName, more = ''): Html {
  const { style, light }: Look = looks[name];
  return html`class="${name}" style="${[style, light, more].filter(Boolean).join(';')}"`;
}

/** What dark changes; no part of it comes from outside. */
export const sheet = new Html(`:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
${Object.entries<Look>(looks)
  .filter(([, { dark }]) => dark)
  .map(([name, { dark }]) => `.${name}{${dark?.replaceAll(/;|$/g, '!important$&')}}`)
  .join('\n')}
}`);

function badge(): string {
  return 'display:inline-block;margin:0;padding:3px 10px;border-radius:99px;font-size:13px;font-weight:600';
}
