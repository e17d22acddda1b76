/** So many characters of words may be asked for. */
const longest = 200;

/**
 * By which words others are looked for who offer the same, each if the one before finds nothing: all of how the description begins,
 * then the longest of them, which says most; in the end by none, for whoever is free. Every word asked for has to be there.
 */
export function queriesOf(description: string | null): string[] {
  const beginning =
    /[^\n.:;!?،؛。：；！？–—(]+/
      .exec(description ?? '')?.[0]
      .trim()
      .slice(0, longest) ?? '';
  const words = beginning.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const [word] = [...words].sort((one, other) => other.length - one.length);
  return [...new Set([beginning, word ?? '', ''])].filter((query, at, all) => query || at === all.length - 1);
}
