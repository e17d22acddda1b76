import type { State } from './state.ts';
import type { Visit } from './visits.ts';

/** How a page of a state is looked at: its query. */
export interface Look {
  lang: string;
  dir: string;
  theme: string;
  /** Width of the element's container in px, or all there is. */
  width: string;
}

export function lookOf(query: URLSearchParams): Look {
  const lang = query.get('lang') || 'en-GB';
  return {
    lang,
    dir: query.get('dir') || (/^(ar|he)\b/.test(lang) ? 'rtl' : 'ltr'),
    theme: query.get('theme') || 'auto',
    width: query.get('width') ?? '',
  };
}

/** The page of a state for one visit. Nothing is inline, as under a strict policy. */
export async function statePage({ state, base, people }: Visit, look: Look): Promise<string> {
  const attributes = {
    api: base,
    'time-zone': state.timeZone ?? 'Europe/London',
    ...((state.ofMentor || (state.element === 'alumni-slots' && !state.isOfAll)) && {
      'alumni-id': people.id('mentor'),
    }),
    ...(state.viewer && { token: signed(await people.token(state.viewer), state) }),
    ...state.attributes,
  };
  // Of a file that does not come only this visit's module knows.
  const script = /file-missing|updated/.test(state.answer?.like ?? '')
    ? `${base}/mentor-slots.js`
    : '/mentor-slots.js';
  const plan = { base, steps: state.steps ?? [], shows: state.shows, width: look.width };
  return `<!doctype html>
<html lang="${text(look.lang)}" dir="${text(look.dir)}" data-theme="${text(look.theme)}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${text(state.title)}</title>
  <link rel="stylesheet" href="/states/page.css">
  <script src="/states/clock.js"></script>
  <script type="module" src="${script}"></script>
  <script type="module" src="/states/reach.js"></script>
</head>
<body>
  <main data-plan="${text(JSON.stringify(plan))}">
    <h1>${text(state.title)}</h1>
    <h2>${text(state.element)}</h2>
    <${state.element}${Object.entries(attributes)
      .map(([name, value]) => ` ${name}="${text(value)}"`)
      .join('')}></${state.element}>
  </main>
</body>
</html>`;
}

/** The token, or one that nobody has signed. */
function signed(token: string, { isRefused }: State): string {
  return isRefused ? token.replace(/[\w-]+$/, (signature) => 'A'.repeat(signature.length)) : token;
}

/** All states by name, with switches for how to look at them. */
export function indexPage(groups: Readonly<Record<string, readonly State[]>>): string {
  const switches: [name: string, label: string, options: [value: string, label: string][]][] = [
    [
      'theme',
      'Theme',
      [
        ['auto', 'as the system'],
        ['light', 'light'],
        ['dark', 'dark'],
      ],
    ],
    [
      'lang',
      'Language',
      ['en-GB', 'en-US', 'de', 'fr', 'es', 'pt-BR', 'zh', 'ar', 'he'].map((tag) => [tag, tag]),
    ],
    [
      'dir',
      'Direction',
      [
        ['', 'of the language'],
        ['ltr', 'left to right'],
        ['rtl', 'right to left'],
      ],
    ],
    [
      'width',
      'Width',
      [
        ['', 'all'],
        ['280', '280 px'],
        ['360', '360 px'],
        ['480', '480 px'],
        ['800', '800 px'],
      ],
    ],
  ];
  return `<!doctype html>
<html lang="en-GB">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>All states</title>
  <link rel="stylesheet" href="/states/index.css">
  <script type="module" src="/states/index.js"></script>
</head>
<body>
  <nav aria-label="States">
    <h1>All states</h1>
    <form>${switches
      .map(
        ([name, label, options]) =>
          `<label>${label} <select name="${name}">${options
            .map(([value, told]) => `<option value="${value}">${told}</option>`)
            .join('')}</select></label>`,
      )
      .join('')}</form>
    ${Object.entries(groups)
      .map(
        ([group, states]) =>
          `<h2>${group}</h2><ul>${states
            .map(({ name, title }) => `<li><a href="/states/${name}" target="state">${text(title)}</a></li>`)
            .join('')}</ul>`,
      )
      .join('')}
  </nav>
  <main><iframe name="state" title="The chosen state"></iframe></main>
</body>
</html>`;
}

function text(words: string): string {
  return words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
