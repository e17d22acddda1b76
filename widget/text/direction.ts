import { kept } from './kept.ts';
import { scriptOf } from './script.ts';

const known = kept<boolean>();

/** Is the language written from right to left? By its script: `iw`, `az-Arab` and `pa-PK` are, `ar-Latn` is not. */
export function isRightToLeft(locale: string): boolean {
  return known(locale, () => /^(Adlm|Arab|Hebr|Nkoo|Rohg|Syrc|Thaa)$/.test(scriptOf(locale)));
}
