import type { Language } from '@mentor-slots/contract';
import { unsubscribeTexts } from './text.ts';

/** What the page shows: the question, what was done, or that nobody has this link. */
export type PageState = 'asked' | 'off' | 'on' | 'unknown';

const style = `:root { color-scheme: light dark; font: 17px/1.5 system-ui, sans-serif; }
body { max-width: 34rem; margin: 12vh auto; padding: 0 1.25rem; }
h1 { font-size: 1.4rem; }
button { font: inherit; padding: .55rem 1.1rem; border: 1px solid; border-radius: .5rem; cursor: pointer; }`;

/** The page behind the link in reminders. No words of anybody's are in it. */
export function unsubscribePage(language: Language, state: PageState): string {
  const text = unsubscribeTexts[language];
  const said = { asked: text.ask, off: text.isOff, on: text.isOn, unknown: text.unknown }[state];
  const isOn = state === 'asked' || state === 'on';
  const button =
    state === 'unknown'
      ? ''
      : `<form method="post"><button name="reminders" value="${isOn ? 'off' : 'on'}">${isOn ? text.off : text.on}</button></form>`;
  return `<!doctype html>
<html lang="${language}" dir="${language === 'ar' || language === 'he' ? 'rtl' : 'ltr'}">
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${text.title}</title><style>${style}</style>
<main><h1>${text.title}</h1><p role="status">${said}</p>${button}</main>
</html>
`;
}
