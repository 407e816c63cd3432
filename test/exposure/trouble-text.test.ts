import { describe, expect, it } from 'vitest';
import type { WebTrouble } from '../../main/exposure/http.ts';
import { troubleText } from '../../main/exposure/trouble-text.ts';

const troubles: readonly WebTrouble[] = [
  'bad-request',
  'timeout',
  'name-not-found',
  'refused',
  'unreachable',
  'tls',
  'too-large',
  'broken',
  'aborted',
];

describe('the words for a question without answer', () => {
  it('differ for each trouble and are whole sentences', () => {
    const texts = troubles.map(troubleText);

    expect(new Set(texts).size).toBe(troubles.length);
    expect(texts.every((text) => /^[A-ZÀ-Ú].*\.$/.test(text))).toBe(true);
  });
});
