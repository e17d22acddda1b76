/**
 * The words of a text, and those that somebody looks for, folded alike: whatever the case, the accents and the form in which
 * letters were typed. One way for both engines; each looks words up in an index of its own (db/word-index.ts).
 *
 * Words of a text are kept so that what begins like one finds it. Where words have no breaks between them, as in Chinese,
 * each character begins one. In Arabic and Hebrew a word is found without the little words that are written onto its front.
 */

/** Raise it with every change of what is folded into what: the service then folds anew what it keeps. */
export const folding = 1;

/** Letters that have no accent to take off, and stand for others. */
const letters: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ŧ: 't', ı: 'i' },
  ...{ ς: 'σ', ך: 'כ', ם: 'מ', ן: 'נ', ף: 'פ', ץ: 'צ' },
  ...{ ٱ: 'ا', ى: 'ي', ی: 'ي', ة: 'ه', ک: 'ك' },
};
const someLetter = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');
/** As those type who lack the letter: found either way. */
const spellings: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };
const someSpelling = new RegExp(`[${Object.keys(spellings).join('')}]`, 'g');

/** Accents, niqqud, harakat; of other scripts such marks are vowels, which stay. */
const marks = /(?=[\p{sc=Zinh}\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}\p{sc=Arab}\p{sc=Hebr}])\p{M}/gu;
/** Tatweel, and what only says how to lay out a line. */
const invisible = /[\p{Cf}\u0640]/gu;
const arabicDigits = /[\u0660-\u0669\u06f0-\u06f9]/g;

/** A stretch in a script without breaks between words, or a word. */
const unbroken =
  '(?=[\\p{scx=Hani}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Bopo}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}])[\\p{L}\\p{M}\\p{N}]';
const stretches = new RegExp(`((?:${unbroken})+)|(?:(?!${unbroken})[\\p{L}\\p{M}\\p{N}])+`, 'gu');

/** Characters of an unbroken stretch that are kept together. */
const window = 4;
/** Nobody types more of one word, and an index keeps no word of any length. */
const longestWord = 40;

function fold(text: string): string {
  return text
    .replaceAll('\u200b', ' ')
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(marks, '')
    .replace(invisible, '')
    .replace(arabicDigits, (digit) => String(digit.charCodeAt(0) % 16))
    .replace(someLetter, (letter) => letters[letter] ?? letter);
}

/** Words, and stretches without breaks character by character. */
function split(text: string): (string | string[])[] {
  return [...fold(text).matchAll(stretches)].map(([whole, stretch]) =>
    stretch === undefined ? shortened(whole) : [...stretch],
  );
}

function shortened(word: string): string {
  return word.length <= longestWord ? word : [...word].slice(0, longestWord).join('');
}

/** Every word by whose beginning a text is found, each once, with a space before each. */
export function wordsOf(...texts: readonly (string | null)[]): string {
  const found = new Set<string>();
  for (const text of texts) {
    if (text === null) continue;
    const lower = text.normalize('NFC').toLowerCase();
    const spelled = lower.replace(someSpelling, (letter) => spellings[letter] ?? letter);
    for (const word of spelled === lower ? split(text) : [...split(text), ...split(spelled)]) {
      if (typeof word === 'string') for (const form of withoutFront(word)) found.add(form);
      else for (const at of word.keys()) found.add(word.slice(at, at + window).join(''));
    }
  }
  return [...found].map((word) => ` ${word}`).join('');
}

/** The word, and what is left of it without "and", "in", "the" and the like where these are written onto it. */
function withoutFront(word: string): string[] {
  const arabic = /^([وف]?)((?:[بك]?ال|لل)?)(.{2,})$/u.exec(/^[\u0620-\u064a]/.test(word) ? word : '');
  const hebrew = /^([הובלמשכ])([הבלמשכ]?)(.{2,})$/u.exec(word);
  const [, , second = '', rest = ''] = arabic ?? hebrew ?? [];
  return [word, second + rest, rest].filter((form, index) => index === 0 || form.length > 2);
}

/**
 * The words that `q` looks for, longest first: each must begin a word of the text. None where it holds only signs.
 */
export function wordsIn(q: string): string[] {
  const asked = split(q).flatMap((word) => {
    if (typeof word === 'string') return [word];
    if (word.length <= window) return [word.join('')];
    return Array.from({ length: word.length - window + 1 }, (_, at) => word.slice(at, at + window).join(''));
  });
  const distinct = [...new Set(asked)].sort((one, other) => other.length - one.length);
  // What begins another one is found with it.
  return distinct.filter(
    (word, index) => !distinct.some((other, at) => at < index && other.startsWith(word)),
  );
}

/** Does each of these words, as `wordsIn` gives them, begin one of the text, as `wordsOf` gives them? */
export function areIn(asked: readonly string[], words: string): boolean {
  return asked.every((word) => words.includes(` ${word}`));
}
