import { describe, expect, it } from 'vitest';
import { readAnswer, readXml, writeXml } from '../../../main/gateways/gerencianet-token/wire.ts';

describe('reading XML', () => {
  it('gives texts as they are, repeated elements as a list, and empty ones as empty text', () => {
    const document =
      '\uFEFF<?xml version="1.0"?>\n<a><b>007</b><b>1e3</b><c/><d>Pão &amp; Cia</d></a>';

    expect(readXml(document)).toEqual({ b: ['007', '1e3'], c: '', d: 'Pão & Cia' });
  });

  it.each([
    ['a cut document', '<a><b>1'],
    ['elements that cross', '<a><b></a></b>'],
    ['plain text', 'hello'],
    ['nothing', ''],
    ['JSON', '{"statusCod":2}'],
    ['a DTD with an entity', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
    ['elements thirty deep', '<a>'.repeat(30) + '</a>'.repeat(30)],
    ['two million characters and more', `<a>${'x'.repeat(2_000_000)}</a>`],
  ])('refuses %s', (_what, document) => {
    expect(readXml(document)).toBeUndefined();
  });

  it('takes only documents with a status for answers, whatever their root is called', () => {
    expect(readAnswer('<x><statusCod>2</statusCod></x>')).toEqual({ value: { statusCod: '2' } });
    expect(readAnswer('<y><StatusCod>1</StatusCod></y>')).toEqual({ value: { StatusCod: '1' } });
    expect(readAnswer('<html><body>ok</body></html>')).toBeUndefined();
  });
});

describe('writing XML', () => {
  it('keeps the order of the elements and escapes what would break them', () => {
    const document = writeXml('boleto', { token: 'a<b>&"\'', x: { y: '', z: '1' } });

    expect(document).toBe(
      '<?xml version="1.0" encoding="utf-8"?><boleto><token>a&lt;b&gt;&amp;&quot;&apos;</token><x><y/><z>1</z></x></boleto>',
    );
    expect(readXml(document)).toEqual({ token: 'a<b>&"\'', x: { y: '', z: '1' } });
  });
});
