import { describe, expect, it } from 'vitest';
import { Failure, type FailureCode, type FailureDetail } from '../domain/failure.ts';
import { startFailureText } from '../main/start-failure.ts';

const folder = '/dados/baixa';

describe('what stops the start', () => {
  it.each<[FailureCode, FailureDetail, RegExp]>([
    ['data-folder-in-use', { folder, holder: 'headless', pid: 42, since: null }, /sem janela.*42/],
    ['data-folder-in-use', { folder, holder: null, pid: null, since: null }, /outro Baixa\./],
    [
      'data-folder-in-use',
      { folder, holder: 'desktop', pid: 7, since: '2026-11-21T12:00:00.000Z' },
      /com janela, processo 7, desde 21\/11\/2026, 09:00/,
    ],
    ['data-folder-read-only', { folder }, /permissão/],
    ['data-folder-unsuitable', { folder, reason: 'onedrive' }, /OneDrive/],
    ['data-folder-unsuitable', { folder, reason: 'not-a-folder' }, /há um arquivo/],
    ['disk-full', {}, /espaço/],
    ['database-newer', {}, /versão mais nova/],
    ['database-damaged', {}, /backup/],
    ['port-taken', { port: 8090 }, /porta 8090/],
    ['port-not-permitted', { port: 80 }, /porta 80\b.*1023/],
    ['gateway-unavailable', {}, /--simulator-url/],
    ['secret-unreadable', { file: '/k', reason: 'key-file-missing' }, /não existe/],
    ['secret-unreadable', { file: '/k', reason: 'key-file-open-to-others' }, /chmod 600/],
    ['no-network', {}, /inesperado \(no-network\)/],
  ])('is told in words: %s %j', (code, detail, expected) => {
    const { title, text } = startFailureText(new Failure(code, 'English for the log', detail));

    expect(text).toMatch(expected);
    expect(title).not.toBe('');
    expect(`${title} ${text}`).not.toContain('English');
    expect(text).not.toContain('?.');
  });

  it('is told without its message when it is a bug', () => {
    const { text } = startFailureText(new Error('segredo 7f3a'));

    expect(text).toContain('(unexpected)');
    expect(text).not.toContain('7f3a');
  });
});
