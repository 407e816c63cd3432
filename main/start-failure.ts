/** What an operator reads when Baixa cannot start: what happened, and what to do. */
import { Failure, type FailureCode, type FailureDetail } from '../domain/failure.ts';
import { BRASILIA_ZONE, toMs, type Instant } from '../domain/instant.ts';
import type { UnsuitableReason } from './suitable-folder.ts';

export interface StartFailureText {
  readonly title: string;
  readonly text: string;
}

type Teller = (detail: FailureDetail) => StartFailureText;

/** The text for whatever stopped the start; what has no text of its own is told by its code and the log. */
export function startFailureText(error: unknown): StartFailureText {
  if (!(error instanceof Failure)) return unexpected('unexpected');
  const teller = tellers[error.code];
  return teller === undefined ? unexpected(error.code) : teller(error.detail);
}

const tellers: Readonly<Partial<Record<FailureCode, Teller>>> = {
  'data-folder-in-use': (detail) => ({
    title: 'O Baixa já está aberto nesta pasta de dados',
    text: `Pasta: ${word(detail, 'folder')}\nQuem está usando: ${holderText(detail)}.\n\nFeche-o e abra de novo. Só um Baixa por vez pode trabalhar em uma pasta de dados.`,
  }),
  'data-folder-read-only': (detail) => ({
    title: 'A pasta de dados não pode ser gravada',
    text: `Pasta: ${word(detail, 'folder')}\n\nDê ao seu usuário permissão de gravar nela, ou abra o Baixa com outra pasta: --data-dir PASTA. Nada foi alterado.`,
  }),
  'data-folder-unsuitable': (detail) => ({
    title: 'A pasta de dados não serve para o banco de dados',
    text: `Pasta: ${word(detail, 'folder')}\n${unsuitableText(detail)}\n\nEscolha uma pasta comum do disco deste computador: --data-dir PASTA. Nada foi gravado ali.`,
  }),
  'disk-full': () => ({
    title: 'O disco está cheio',
    text: 'Libere espaço no disco da pasta de dados e abra o Baixa de novo. Nada foi perdido.',
  }),
  'database-newer': () => ({
    title: 'Os dados são de uma versão mais nova do Baixa',
    text: 'Esta pasta de dados já foi aberta por um Baixa mais novo. Instale a versão mais nova e abra de novo. Nada foi alterado.',
  }),
  'database-damaged': () => ({
    title: 'O banco de dados está danificado',
    text: 'O arquivo do banco de dados não pôde ser lido. Faça uma cópia da pasta de dados inteira e restaure o último backup, que está na subpasta "backups".',
  }),
  'port-taken': (detail) => ({
    title: 'A porta já está em uso',
    text: `Outro programa usa a porta ${word(detail, 'port')} deste computador. Feche-o, ou escolha outra porta: --port PORTA.`,
  }),
  'port-not-permitted': (detail) => ({
    title: 'A porta não é permitida',
    text: `O sistema não deixa o Baixa usar a porta ${word(detail, 'port')}. Escolha uma acima de 1023: --port PORTA.`,
  }),
  'gateway-unavailable': () => ({
    title: 'O simulador não respondeu',
    text: 'Nenhum simulador respondeu no endereço de --simulator-url. Abra primeiro o Baixa que o mantém, ou inicie sem esta opção. Seus dados não foram alterados.',
  }),
  'secret-unreadable': (detail) => ({
    title: 'O arquivo de chave não pôde ser usado',
    text: `Arquivo: ${word(detail, 'file')}\n${keyFileText(detail)}\n\nSem a chave certa as credenciais dos gateways não podem ser lidas. Nada foi alterado.`,
  }),
};

function holderText(detail: FailureDetail): string {
  const kinds: Readonly<Record<string, string>> = {
    desktop: 'o Baixa com janela',
    headless: 'o Baixa sem janela (headless)',
  };
  const who = kinds[word(detail, 'holder')] ?? 'outro Baixa';
  const pid = detail['pid'];
  const since = detail['since'];
  return [
    who,
    ...(typeof pid === 'number' ? [`processo ${pid}`] : []),
    ...(typeof since === 'string' ? [`desde ${momentText(since as Instant)}`] : []),
  ].join(', ');
}

function momentText(at: Instant): string {
  const format = new Intl.DateTimeFormat('pt-BR', {
    timeZone: BRASILIA_ZONE,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return format.format(toMs(at));
}

const unsuitableTexts: Readonly<Record<UnsuitableReason, string>> = {
  'not-a-folder': 'Neste caminho há um arquivo, não uma pasta.',
  unreachable: 'Ela não existe e não pode ser criada ali. O disco está conectado?',
  network: 'Ela está em um disco de rede, onde o banco de dados pode se corromper.',
  onedrive: 'O OneDrive sincroniza esta pasta e pode corromper o banco de dados.',
  dropbox: 'O Dropbox sincroniza esta pasta e pode corromper o banco de dados.',
  'google-drive': 'O Google Drive sincroniza esta pasta e pode corromper o banco de dados.',
  icloud: 'O iCloud sincroniza esta pasta e pode corromper o banco de dados.',
};

function unsuitableText(detail: FailureDetail): string {
  const texts: Readonly<Partial<Record<string, string>>> = unsuitableTexts;
  return texts[word(detail, 'reason')] ?? 'Ela não é uma pasta comum do disco.';
}

const keyFileTexts: Readonly<Record<string, string>> = {
  'key-file-missing': 'Ele não existe. Ponha o arquivo de volta, ou abra o Baixa sem --key-file.',
  'key-file-form': 'Ele não é um arquivo de chave do Baixa, ou está danificado.',
  'key-file-open-to-others':
    'Outros usuários deste computador podem lê-lo. Deixe-o legível só para o seu usuário (chmod 600).',
  'key-file-other': 'Ele é a chave de outra pasta de dados.',
  'key-file-not-written':
    'Ele não pôde ser criado. Escolha um lugar em que seu usuário possa gravar.',
};

function keyFileText(detail: FailureDetail): string {
  return keyFileTexts[word(detail, 'reason')] ?? 'Ele não abre esta pasta de dados.';
}

function unexpected(code: string): StartFailureText {
  return {
    title: 'O Baixa não pôde iniciar',
    text: `Aconteceu um erro inesperado (${code}). O registro, na subpasta "logs" da pasta de dados, diz onde. Seus dados não foram alterados.`,
  };
}

function word(detail: FailureDetail, name: string): string {
  const value = detail[name];
  return value === undefined || value === null ? '?' : String(value);
}
