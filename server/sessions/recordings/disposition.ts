import { extensionsOf } from './kinds.ts';

/**
 * Content-Disposition (RFC 6266): players show it, and who saves it gets a name that can stand in any folder and ends as its type
 * says, so that nothing is opened as what it is not.
 */
export function shownInline(name: string, type: string): string {
  const safe = withExtension(name.replace(/[/\\:*?"<>|\p{Cc}]/gu, '_').replace(/^\.+/, ''), type);
  const plain = safe.replace(/[^\x20-\x7e]/g, '_').replaceAll('%', '_');
  return `inline; filename="${plain}"; filename*=UTF-8''${encoded(safe)}`;
}

function withExtension(name: string, type: string): string {
  const extensions = extensionsOf(type);
  const isFit = extensions.some((extension) => name.toLowerCase().endsWith(`.${extension}`));
  return isFit ? name : `${name}.${extensions[0] ?? 'bin'}`;
}

/** RFC 8187: what `encodeURIComponent` leaves as it is and this form does not allow. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
