/** Styles as text, which the build takes indentation and comments out of. */
export function css(text: TemplateStringsArray): string {
  return text.join('');
}

const made = new Map<string, CSSStyleSheet>();

/** The style sheet with that text: one for all elements of the page, made when the first of them needs it. */
export function sheetOf(text: string): CSSStyleSheet {
  let sheet = made.get(text);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    made.set(text, sheet);
  }
  return sheet;
}
