/** The address under which gateways shall reach this computer, as an operator types it. */
import { judgeAddress, rangeTexts, type AddressJudge } from './public-address.ts';

export type BaseUrlProblem =
  | 'empty'
  | 'unreadable'
  | 'scheme'
  | 'credentials'
  | 'query'
  | 'port'
  | 'name-local'
  | 'name-single'
  | 'name-malformed'
  | 'address-not-public';

/** What works but deserves a word. */
export type BaseUrlNote = 'plain-http' | 'fixed-address' | 'ipv6-address' | 'router-serial';

export type BaseUrlVerdict =
  | {
      readonly kind: 'accepted';
      /** Normal form without a slash at the end: paths are put behind it. */
      readonly url: string;
      /** As it is resolved or connected to: without brackets, in small letters, IDN as `xn--`. */
      readonly host: string;
      readonly hostKind: 'name' | 'ipv4' | 'ipv6';
      readonly port: number;
      readonly notes: readonly BaseUrlNote[];
    }
  | BaseUrlRefusal;

export interface BaseUrlRefusal {
  readonly kind: 'refused';
  readonly problem: BaseUrlProblem;
  /** What is wrong and what to type in its place. */
  readonly text: string;
}

/**
 * Refuses what no gateway could reach or what would give a secret away. Juno named 172.16.0.0/12 as refused, Asaas does
 * not deliver to localhost; every address that is not public is refused here.
 * @param judge stands in for the rules of `judgeAddress`, for development on one computer
 */
export function checkPublicBaseUrl(
  text: string,
  judge: AddressJudge = judgeAddress,
): BaseUrlVerdict {
  const typed = text.trim();
  if (typed === '') return refuse('empty');
  if (/[\s\\]/.test(typed)) return refuse('unreadable');
  if (!/^https?:\/\//i.test(typed)) return refuse('scheme');
  if (!URL.canParse(typed)) return refuse('unreadable');
  return checkParts(new URL(typed), typed, judge);
}

/** What the operator should know about an accepted address. */
export const baseUrlNoteTexts: Readonly<Record<BaseUrlNote, string>> = {
  'plain-http':
    'Sem https, quem estiver no caminho pode ler o aviso, e alguns gateways (como os de Pix) não aceitam o endereço.',
  'fixed-address':
    'Um IP muda quando a conexão cai, a não ser que seja fixo. Um nome de DDNS continua valendo depois da mudança.',
  'ipv6-address':
    'Não se sabe se os gateways chamam endereços IPv6. Prefira um nome ou um endereço IPv4.',
  'router-serial':
    'Este nome do MikroTik Cloud mostra o número de série do roteador e aponta para o IP de saída mesmo atrás de CGNAT: ele resolver não prova que a porta está aberta.',
};

const refusalTexts: Readonly<Record<BaseUrlProblem, string>> = {
  empty: 'Digite o endereço público, por exemplo http://meuprovedor.ddns.net:8080.',
  unreadable: 'O endereço não pôde ser lido. Digite-o sem espaços, como http://nome:porta.',
  scheme: 'Comece o endereço com http:// ou https://.',
  credentials:
    'Tire o usuário e a senha do endereço: eles apareceriam no painel do gateway e nos registros dele.',
  query: 'Tire o que vem depois de “?” ou “#”: o Baixa completa o endereço com o caminho do aviso.',
  port: 'A porta 0 não existe. Use a porta que o roteador encaminha para este computador.',
  'name-local':
    'Este nome só existe dentro da sua rede ou em exemplos. Use um nome público, como o do seu DDNS.',
  'name-single':
    'O nome precisa ter domínio, como meuprovedor.ddns.net; um nome sozinho só existe dentro da sua rede.',
  'name-malformed':
    'O nome tem um pedaço vazio, longo demais, ou com um sinal que o DNS não aceita. Confira se há pontos seguidos ou sublinhado.',
  'address-not-public': 'O gateway não consegue chegar a este endereço.',
};

const LOCAL_SUFFIXES =
  /(?:^|\.)(?:local|localhost|localdomain|internal|lan|home\.arpa|test|invalid|example|onion)$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const MAX_NAME = 253;

function refuse(problem: BaseUrlProblem): BaseUrlRefusal {
  return { kind: 'refused', problem, text: refusalTexts[problem] };
}

// The parser reads 0x7f.1, 2130706433 and full-width digits as 127.0.0.1, so what it made is judged, not what was typed.
function checkParts(url: URL, typed: string, judge: AddressJudge): BaseUrlVerdict {
  if (url.username !== '' || url.password !== '' || /^[^/]*\/\/[^/?#]*@/.test(typed))
    return refuse('credentials');
  if (/[?#]/.test(typed)) return refuse('query');
  if (url.port === '0') return refuse('port');
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const isIp = url.hostname.startsWith('[') || /^\d+(?:\.\d+){3}$/.test(host);
  const refusal = isIp ? refuseAddress(host, judge) : refuseName(host);
  return refusal ?? accept(url, host, isIp);
}

function refuseAddress(host: string, judge: AddressJudge): BaseUrlRefusal | undefined {
  const verdict = judge(host);
  if (verdict.kind === 'public') return undefined;
  if (verdict.kind === 'unreadable') return refuse('unreadable');
  return {
    kind: 'refused',
    problem: 'address-not-public',
    text: `${verdict.address} é um endereço ${rangeTexts[verdict.range]}: nenhum gateway consegue chegar a ele. Use o IP público do provedor, um nome de DDNS ou o túnel.`,
  };
}

function refuseName(host: string): BaseUrlRefusal | undefined {
  const labels = host.split('.');
  if (LOCAL_SUFFIXES.test(host)) return refuse('name-local');
  if (host.length > MAX_NAME || !labels.every((label) => LABEL.test(label)))
    return refuse('name-malformed');
  return labels.length < 2 ? refuse('name-single') : undefined;
}

function accept(url: URL, host: string, isIp: boolean): BaseUrlVerdict {
  const hostKind = !isIp ? 'name' : host.includes(':') ? 'ipv6' : 'ipv4';
  const standardPort = url.protocol === 'https:' ? 443 : 80;
  const shownHost = hostKind === 'ipv6' ? `[${host}]` : host;
  const port = url.port === '' ? '' : `:${url.port}`;
  return {
    kind: 'accepted',
    url: `${url.protocol}//${shownHost}${port}${url.pathname.replace(/\/+$/, '')}`,
    host,
    hostKind,
    port: url.port === '' ? standardPort : Number(url.port),
    notes: notesOn(url, host, hostKind),
  };
}

function notesOn(url: URL, host: string, kind: 'name' | 'ipv4' | 'ipv6'): readonly BaseUrlNote[] {
  const notes: readonly (readonly [BaseUrlNote, boolean])[] = [
    ['plain-http', url.protocol === 'http:'],
    ['fixed-address', kind === 'ipv4'],
    ['ipv6-address', kind === 'ipv6'],
    ['router-serial', host.endsWith('.sn.mynetname.net')],
  ];
  return notes.filter(([, holds]) => holds).map(([note]) => note);
}
