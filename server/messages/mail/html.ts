/** HTML that is safe to show whatever people wrote: what is put into it is text unless it is HTML itself. */

export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | null | readonly Part[];

/** Null is nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((text, string, index) => text + asHtml(parts[index - 1] ?? null) + string));
}

function asHtml(part: Part): string {
  if (part === null) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(asHtml).join('');
  return String(part).replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
}
