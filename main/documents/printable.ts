/** Scripts that the embedded fonts hold: Latin, Greek, Cyrillic, Vietnamese, and the signs of text and currency. */
const PRINTABLE =
  /[\u0020-\u007E\u00A0-\u00AC\u00AE-\u0377\u0384-\u038A\u038C\u038E-\u03A1\u03A3-\u03E1\u03F0-\u052F\u1E00-\u1EFF\u2010-\u2027\u2030-\u205E\u2070\u2074-\u208E\u20A0-\u20BE\u2116\u2122\u2212]/u;

/** Joiners, variation selectors, direction marks and the like: they show nothing by themselves. */
const INVISIBLE = /[\p{Cf}\u{FE00}-\u{FE0F}]/gu;

/**
 * One line of text that the fonts can draw: composed accents, any white space as one blank, and `?` in place of
 * a character that they lack (an emoji in a client's name must not stop three hundred carnês).
 */
export function printable(text: string): string {
  const line = text.normalize('NFC').replace(INVISIBLE, '').replace(/\s+/gu, ' ').trim();
  return Array.from(line, (char) => (PRINTABLE.test(char) ? char : '?')).join('');
}
