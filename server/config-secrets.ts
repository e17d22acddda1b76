/**
 * Which secrets could be guessed. That somebody made one up cannot be seen; what no random one looks like can: each of these refuses a
 * random secret once in ten million, or less often.
 */

/** 32 random digits have that many different ones. */
const leastDifferent = 6;

/** What is weak in a secret, as the end of "…, but"; null where nothing is seen. Nothing of the secret is told. */
export function whyWeak(secret: Uint8Array): string | null {
  const different = new Set(secret).size;
  if (different < leastDifferent)
    return `only ${different === 1 ? 'one character, again and again' : `${different} different characters`}`;
  if (repeats(secret)) return 'the same characters again and again';
  if (counts(secret)) return 'characters that count up or down, as the alphabet does';
  return null;
}

/** In what was thrown, hardly a triple of neighbours comes twice; in a word that is repeated, with other digits behind it too, most do. */
function repeats(secret: Uint8Array): boolean {
  const triples = new Set<string>();
  for (let at = 2; at < secret.length; at += 1) triples.add(secret.subarray(at - 2, at + 1).join());
  return triples.size < Math.min(24, Math.floor((secret.length - 2) * 0.75));
}

/** Does nearly each character stand beside the one before it, as in abcdef and 987654? */
function counts(secret: Uint8Array): boolean {
  let steps = 0;
  for (let at = 1; at < secret.length; at += 1)
    if (Math.abs((secret[at] as number) - (secret[at - 1] as number)) === 1) steps += 1;
  return steps >= ((secret.length - 1) * 2) / 3;
}
