import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { element, leaf, parseXml, textIn } from '../../../main/simulator/gerencianet-token/xml.ts';

/** What XML 1.0 can carry as text, without blanks at its ends. */
const sentence = fc
  .string({ unit: 'binary' })
  .map((text) => text.replace(/[\p{Cc}\ufffd\ufffe\uffff]/gu, '').trim());

describe('the XML of the simulated token mode', () => {
  it('reads back every text that it writes', () => {
    fc.assert(
      fc.property(sentence, (text) => {
        const root = parseXml(element('a', leaf('b', text)));

        expect(textIn(root, 'b') ?? '').toBe(text);
      }),
    );
  });

  it('gives a tree or nothing for whatever it is sent', () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<b/>',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '&',
      'x',
      '<',
      '>',
      '<?xml ?>',
      '<__proto__>',
      '</__proto__>',
      '<constructor/>',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const root = parseXml(pieces.join(''));

        expect(root === undefined || typeof root.name === 'string').toBe(true);
      }),
    );
  });

  it.each([
    ['text beside the root', '<a/>x'],
    ['a CDATA section beside the root', '<a/><![CDATA[x]]>'],
    ['tags that cross', '<a><b></a></b>'],
    ['a comment that does not end', '<a><!-- </a>'],
    ['an attribute without quotes', '<a b=1></a>'],
    ['a reference to a character that XML lacks', '<a>&#x;</a>'],
  ])('takes %s for no XML', (_name, text) => {
    expect(parseXml(text)).toBeUndefined();
  });

  it('looks past declaration, comments, attributes and blanks', () => {
    const root = parseXml('<?xml version="1.0"?> <!-- c --> <a id="1"> <b x=\'>\'> y </b> </a> ');

    expect(textIn(root, 'b')).toBe('y');
  });
});
