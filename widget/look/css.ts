import { kept } from '../calendar/kept.ts';

/** Styles as text, which the build takes indentation and comments out of. */
export function css(text: TemplateStringsArray): string {
  return text.join('');
}

const sheets = kept<CSSStyleSheet>();

/** The style sheet with that text: one for all elements of the page, made when the first of them needs it. */
export function sheetOf(text: string): CSSStyleSheet {
  return sheets(text, () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
}
