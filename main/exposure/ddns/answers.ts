/** What providers answer, in one table: the words of dyndns2 and DuckDNS, what each means and what the operator does. */
import { isSameIpAddress, parseIpAddress } from '../../../domain/ip-address.ts';

/**
 * What to do: take it as told; `stop-name` and `stop-all` end the updates of the name or of all until the operator edits;
 * `rest` waits for the provider; `unknown` waits for a while and tries again.
 */
type Effect = 'told' | 'stop-name' | 'stop-all' | 'rest' | 'unknown';

interface Meaning {
  readonly effect: Effect;
  /** What happened and what to do next; says nothing of the login. */
  readonly text: string;
}

/** dyndns2: help.dyn.com return-codes; noip.com/integrate/response; dynu.com IP-Update-Protocol. */
const meanings = {
  good: { effect: 'told', text: 'O nome foi atualizado.' },
  same: { effect: 'told', text: 'O nome já apontava para este endereço.' },
  'bad-auth': {
    effect: 'stop-all',
    text: 'O provedor de DDNS recusou o usuário ou a senha. Confira os dois (no No-IP, use a chave DDNS do nome) e salve de novo.',
  },
  'no-host': {
    effect: 'stop-name',
    text: 'Este nome não existe na conta do provedor de DDNS. Crie o nome lá ou corrija-o aqui.',
  },
  'not-fqdn': {
    effect: 'stop-name',
    text: 'O provedor de DDNS não reconheceu o nome como completo. Digite-o com o domínio.',
  },
  'too-many-hosts': {
    effect: 'stop-all',
    text: 'Há nomes demais nesta atualização. Deixe menos nomes e salve de novo.',
  },
  'not-yours': {
    effect: 'stop-name',
    text: 'O nome pertence a outra conta do provedor de DDNS. Use um nome da sua conta.',
  },
  'not-active': {
    effect: 'stop-name',
    text: 'O nome não está ativo no provedor de DDNS. Ative-o lá e salve de novo aqui.',
  },
  'not-paid': {
    effect: 'stop-all',
    text: 'O provedor de DDNS só oferece isto em conta paga. Mude o plano ou tire o recurso, e salve de novo.',
  },
  'bad-system': {
    effect: 'stop-all',
    text: 'O provedor de DDNS não aceitou o tipo do nome. Confira como ele foi criado lá.',
  },
  'bad-agent': {
    effect: 'stop-all',
    text: 'O provedor de DDNS bloqueou este programa. Atualize o Baixa ou deixe a atualização com o roteador, e avise o suporte do Baixa.',
  },
  abuse: {
    effect: 'stop-all',
    text: 'O provedor de DDNS bloqueou o nome por excesso de atualizações. Desbloqueie-o no site do provedor e salve de novo aqui.',
  },
  'dns-error': {
    effect: 'rest',
    text: 'O provedor de DDNS teve um erro de DNS. O Baixa tenta de novo sozinho.',
  },
  'provider-fault': {
    effect: 'rest',
    text: 'O provedor de DDNS está com problemas. O Baixa tenta de novo sozinho.',
  },
  'asked-to-wait': {
    effect: 'rest',
    text: 'O provedor de DDNS pediu para esperar. O Baixa tenta de novo sozinho.',
  },
  ko: {
    effect: 'stop-all',
    text: 'O DuckDNS recusou a atualização e não diz se foi o nome ou o token. Confira os dois na página do DuckDNS e salve de novo.',
  },
  'ko-after-good': {
    effect: 'rest',
    text: 'O DuckDNS recusou um nome e um token que já funcionaram. O Baixa tenta de novo sozinho; se continuar, confira o token.',
  },
  unreadable: {
    effect: 'unknown',
    text: 'O provedor de DDNS respondeu algo que o Baixa não entende. O Baixa tenta de novo sozinho; se continuar, confira o endereço de atualização.',
  },
} as const satisfies Readonly<Record<string, Meaning>>;

export type DdnsCode = keyof typeof meanings;

export function effectOf(code: DdnsCode): Effect {
  return meanings[code].effect;
}

export function textOf(code: DdnsCode): string {
  return meanings[code].text;
}

const dyndns2Words: Readonly<Record<string, DdnsCode>> = {
  good: 'good',
  nochg: 'same',
  badauth: 'bad-auth',
  nohost: 'no-host',
  notfqdn: 'not-fqdn',
  numhost: 'too-many-hosts',
  '!yours': 'not-yours',
  '!active': 'not-active',
  '!donator': 'not-paid',
  badsys: 'bad-system',
  badagent: 'bad-agent',
  abuse: 'abuse',
  dnserr: 'dns-error',
  '911': 'provider-fault',
  servererror: 'provider-fault',
};

/** One line of an answer. */
export interface DdnsReply {
  readonly code: DdnsCode;
  /** Addresses that the provider says it keeps now, where it does. */
  readonly recorded: readonly string[];
  /** Where the provider said how long. */
  readonly waitMs?: number;
}

export interface AnswerToRead {
  readonly status: number;
  readonly body: string;
  /** The names asked for, in order. */
  readonly names: readonly string[];
  /** The addresses sent. */
  readonly sent: readonly string[];
}

const UNREADABLE: DdnsReply = { code: 'unreadable', recorded: [] };
const HTTP_UNAUTHORIZED = 401;

/**
 * One line a name in the order asked; errors of the account come once for all. Errors may come with status 200.
 * @returns one reply for each name, in order
 */
export function readDyndns2({ status, body, names, sent }: AnswerToRead): readonly DdnsReply[] {
  const replies = linesOf(body).map((line) => readLine(line, sent));
  const forAll = replies.find(({ code }) => ['stop-all', 'rest'].includes(effectOf(code)));
  const isLoginRefused = status === HTTP_UNAUTHORIZED && forAll === undefined;
  if (isLoginRefused) return names.map(() => ({ code: 'bad-auth', recorded: [] }));
  if (replies.length === names.length) return replies.map((reply) => believe(reply, status));
  const [only] = replies;
  const reply = forAll ?? (replies.length === 1 && only !== undefined ? only : UNREADABLE);
  return names.map(() => believe(reply, status));
}

/** `OK` or `KO`; asked to be verbose, then the IPv4 and IPv6 addresses kept and `UPDATED` or `NOCHANGE`. */
export function readDuckDns({ status, body, names }: AnswerToRead): readonly DdnsReply[] {
  const [word, ...rest] = linesOf(body);
  const recorded = rest.filter((line) => parseIpAddress(line) !== undefined);
  const code = codeOfDuck(word, rest.at(-1));
  return names.map(() => believe({ code, recorded }, status));
}

/** Which of the recorded addresses was not sent. */
export function findForeign(
  recorded: readonly string[],
  sent: readonly string[],
): string | undefined {
  return recorded.find((address) => !sent.some((own) => isSameIpAddress(own, address)));
}

function codeOfDuck(word: string | undefined, last: string | undefined): DdnsCode {
  if (word === 'KO') return 'ko';
  if (word !== 'OK') return 'unreadable';
  return last === 'NOCHANGE' ? 'same' : 'good';
}

function readLine(line: string, sent: readonly string[]): DdnsReply {
  const [word = '', ...rest] = line.toLowerCase().split(/[\s,]+/);
  const waitMs = readWait(word);
  if (waitMs !== undefined) return { code: 'asked-to-wait', recorded: [], waitMs };
  const code = Object.hasOwn(dyndns2Words, word) ? dyndns2Words[word] : undefined;
  if (code === undefined) return UNREADABLE;
  const recorded = rest.filter((text) => parseIpAddress(text) !== undefined);
  // Who is answered with the loopback address has a user agent that the provider ignores.
  const isIgnored = recorded.includes('127.0.0.1') && findForeign(recorded, sent) !== undefined;
  return { code: isIgnored ? 'bad-agent' : code, recorded };
}

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

function readWait(word: string): number | undefined {
  const [, count, unit] = /^w(\d{1,5})([smh])$/.exec(word) ?? [];
  const unitMs = UNIT_MS[unit ?? ''];
  return count === undefined || unitMs === undefined ? undefined : Number(count) * unitMs;
}

function believe(reply: DdnsReply, status: number): DdnsReply {
  const isOk = status >= 200 && status < 300;
  return effectOf(reply.code) === 'told' && !isOk ? UNREADABLE : reply;
}

function linesOf(body: string): readonly string[] {
  return body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
