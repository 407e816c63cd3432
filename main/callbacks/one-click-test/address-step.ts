/** Step: the account has an address, and its name leads to where gateways can come. */
import { isIP } from 'node:net';
import { judgeAddress, rangeTexts } from '../../../domain/public-address.ts';
import type { Ended } from './board.ts';
import type { Pointing, TestPorts, TestSubject } from './ports.ts';

/** Where the account is called. */
export interface Place {
  readonly url: URL;
  /** Of the name, IPv4 first. */
  readonly addresses: readonly string[];
  readonly port: number;
}

export async function findAddress(
  ports: TestPorts,
  { account }: TestSubject,
): Promise<Ended<Place>> {
  const text = ports.callbackUrlOf(account);
  if (text === undefined)
    return account.environment === 'simulator' ? NOT_LISTENING : NO_PUBLIC_ADDRESS;
  const url = new URL(text);
  const host = url.hostname.replace(/^\[|\]$/gu, '');
  const pointing = isIP(host) === 0 ? await ports.resolve(host) : asItStands(host);
  if (pointing.kind === 'trouble')
    return { state: 'failed', text: pointing.text, advice: FIX_NAME, evidence: evidenceOf(url) };
  const { addresses } = pointing;
  const isPractice = account.environment === 'simulator';
  const inner = addresses.map(ports.judge ?? judgeAddress).find(({ kind }) => kind !== 'public');
  const evidence = [...evidenceOf(url), { label: 'Aponta para', value: addresses.join(', ') }];
  if (inner?.kind === 'not-public' && !(isPractice && inner.range === 'loopback'))
    return {
      state: 'failed',
      text: `${inner.address} é um endereço ${rangeTexts[inner.range]}: nenhum gateway chega até ele.`,
      advice: NOT_REACHABLE,
      evidence,
    };
  const place = { url, addresses, port: portOf(url) };
  return { state: 'passed', text: seenText(isPractice, host, addresses), evidence, value: place };
}

function asItStands(host: string): Pointing {
  return { kind: 'found', addresses: [host] };
}

function seenText(isPractice: boolean, host: string, addresses: readonly string[]): string {
  if (isPractice) return 'Conta do simulador: os avisos vêm deste mesmo computador.';
  return isIP(host) === 0
    ? `${host} aponta para ${addresses.join(', ')}.`
    : `${host} é um endereço público.`;
}

/** The secret in the path stays out of what is shown. */
function evidenceOf({ origin }: URL) {
  return [{ label: 'Endereço', value: origin }];
}

function portOf({ port, protocol }: URL): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}

const NOT_LISTENING: Ended<Place> = {
  state: 'failed',
  text: 'O programa não está escutando: não há endereço para receber avisos.',
  advice:
    'Em Configurações, confira a porta de recepção: outro programa pode estar usando a mesma.',
};

const NO_PUBLIC_ADDRESS: Ended<Place> = {
  state: 'untried',
  text: 'Não foi tentado: ainda não há um endereço público.',
  advice: 'Escolha um em Caminho de entrada (túnel, DDNS ou endereço fixo) e teste de novo.',
};

const FIX_NAME = 'Corrija o nome em Caminho de entrada e teste de novo.';

const NOT_REACHABLE =
  'Use o IP público do provedor, ou um nome que aponte para ele. Em CGNAT só um túnel funciona: peça um IP público à operadora, ou escolha o túnel em Caminho de entrada.';
