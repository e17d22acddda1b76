/** Initials on a tinted disc; the tint follows the person. */
const tints = 8;

/** Turns `disc` into the avatar of `{ id, name }`. */
export function fillAvatar(disc, { id, name }) {
  const words = name.split(/[\s-]+/).filter((word) => /^\p{Lu}/u.test(word));
  disc.textContent = `${words[0]?.[0] ?? ''}${words.length > 1 ? words.at(-1)[0] : ''}`;
  const sum = [...id].reduce((total, letter) => total * 31 + letter.codePointAt(0), 7);
  disc.dataset.tint = String(sum % tints);
  disc.ariaHidden = 'true';
}
