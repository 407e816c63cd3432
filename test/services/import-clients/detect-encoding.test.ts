import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFile } from '../../../main/services/import-clients/detect-encoding.ts';

const TEXT = 'Nome;Observação\nJoão “Zé”;R$ 5 – €';

/** UTF-8 read as Windows-1252 and written as UTF-8 again: `João` -> `JoÃ£o`. */
function twice(text: string): Buffer {
  return Buffer.from(new TextDecoder('latin1').decode(Buffer.from(text)), 'utf8');
}

describe('the encoding of a list', () => {
  it.each([
    ['utf-8', Buffer.from(TEXT)],
    ['utf-8-bom', Buffer.from(`\ufeff${TEXT}`)],
    ['utf-16', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
    ['utf-16', Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16()],
    [
      'windows-1252',
      Buffer.from(
        '4e6f6d653b4f627365727661e7e36f0a4a6fe36f20935ae9943b522420352096208 0'.replace(' ', ''),
        'hex',
      ),
    ],
  ])('is found to be %s', async (encoding, bytes) => {
    const decoded = await decodeFile(bytes);

    expect(decoded).toEqual({ encoding, text: TEXT });
  });

  it('is mended when text went through UTF-8 twice', async () => {
    const decoded = await decodeFile(
      twice('Nome;Cidade\nJoão;São José do Rio Preto\nAngélica;Ação'),
    );

    expect(decoded).toEqual({
      encoding: 'utf-8-twice',
      text: 'Nome;Cidade\nJoão;São José do Rio Preto\nAngélica;Ação',
    });
  });

  it.each(['JOÃO DA SILVA', 'ÂNGELA – Ã', 'Ã£ e também “João”'])(
    'is left alone where the text is what it seems: %s',
    async (text) => {
      const decoded = await decodeFile(Buffer.from(text));

      expect(decoded).toEqual({ encoding: 'utf-8', text });
    },
  );

  it('is UTF-16 without a mark when every second byte is zero', async () => {
    const decoded = await decodeFile(Buffer.from('Nome;Cidade\nJoão;Recife', 'utf16le'));

    expect(decoded).toEqual({ encoding: 'utf-16', text: 'Nome;Cidade\nJoão;Recife' });
  });

  it('makes one kind of line end of all three', async () => {
    const decoded = await decodeFile(Buffer.from('a\r\nb\rc\nd'));

    expect(decoded.text).toBe('a\nb\nc\nd');
  });

  it('reads letters that lie across two slices', async () => {
    const text = `a${'é'.repeat(700_000)}`;

    const decoded = await decodeFile(Buffer.from(text));

    expect(decoded.text).toBe(text);
  });

  it.each([
    ['a zipped spreadsheet', '504b030414000600', 'spreadsheet'],
    ['an old spreadsheet', 'd0cf11e0a1b11ae1', 'spreadsheet'],
    ['a picture', '89504e470d0a1a0a0000000d', 'binary'],
  ])('is not looked for in %s', async (_, hex, reason) => {
    const decoded = decodeFile(Buffer.from(hex, 'hex'));

    await expect(decoded).rejects.toMatchObject({ code: 'file-format', detail: { reason } });
  });

  it('never loses text that was written in UTF-8', async () => {
    const clean = fc
      .string({ unit: 'grapheme' })
      .filter((text) => !text.includes('\0') && !text.includes('\r'));

    await fc.assert(
      fc.asyncProperty(clean, async (text) => {
        const { text: decoded } = await decodeFile(Buffer.from(`é;${text}`));
        expect(decoded).toBe(`é;${text}`);
      }),
    );
  });
});
