/** The address under which the outside sees this computer: several sources are asked and the majority is believed. */
import { askSource, type AddressSource, type SourceAnswer, type SourcePorts } from './sources.ts';

/** All answers are kept: with two links the sources differ, and that is a finding of its own. */
export type PublicAddressFinding =
  /** The operator named no source. */
  | { readonly kind: 'not-asked' }
  | {
      readonly kind: 'found';
      readonly address: string;
      /** `single` when only one source answered. */
      readonly backing: 'majority' | 'single';
      readonly text: string;
      readonly answers: readonly SourceAnswer[];
    }
  | {
      readonly kind: 'disagree';
      /** The one told most often first. */
      readonly addresses: readonly string[];
      readonly text: string;
      readonly answers: readonly SourceAnswer[];
    }
  | { readonly kind: 'none'; readonly text: string; readonly answers: readonly SourceAnswer[] }
  | { readonly kind: 'cancelled' };

/** Asks all sources at once. Never rejects. */
export async function findPublicAddress(
  sources: readonly AddressSource[],
  ports: SourcePorts = {},
): Promise<PublicAddressFinding> {
  if (sources.length === 0) return { kind: 'not-asked' };
  const answers = await Promise.all(sources.map((source) => askSource(source, ports)));
  return ports.signal?.aborted === true ? { kind: 'cancelled' } : weigh(answers);
}

function weigh(answers: readonly SourceAnswer[]): PublicAddressFinding {
  const told = answers.flatMap((answer) => (answer.kind === 'told' ? [answer] : []));
  const counts = countByAddress(told.map(({ address }) => address));
  const [first] = counts;
  if (first === undefined)
    return {
      kind: 'none',
      text: 'Nenhum serviço disse o endereço público: verifique a internet deste computador.',
      answers,
    };
  if (first.count * 2 <= told.length) return disagree(counts, answers);
  const by = told.filter(({ address }) => address === first.address).map(({ source }) => source);
  const others = counts.slice(1).map(({ address }) => address);
  return {
    kind: 'found',
    address: first.address,
    backing: told.length === 1 ? 'single' : 'majority',
    text: foundText(first.address, by, others),
    answers,
  };
}

interface Counted {
  readonly address: string;
  readonly count: number;
}

function countByAddress(addresses: readonly string[]): readonly Counted[] {
  const counts = new Map<string, number>();
  for (const address of addresses) counts.set(address, (counts.get(address) ?? 0) + 1);
  return [...counts]
    .map(([address, count]) => ({ address, count }))
    .sort((a, b) => b.count - a.count);
}

function foundText(address: string, by: readonly string[], others: readonly string[]): string {
  const base = `A internet vê este computador como ${address} (segundo ${by.join(', ')}).`;
  if (others.length === 0) return base;
  return `${base} Também apareceu ${others.join(', ')}: pode haver um segundo link, VPN ou proxy.`;
}

function disagree(
  counts: readonly Counted[],
  answers: readonly SourceAnswer[],
): PublicAddressFinding {
  const addresses = counts.map(({ address }) => address);
  return {
    kind: 'disagree',
    addresses,
    text: `Os serviços viram endereços diferentes (${addresses.join(', ')}): há balanceamento de links, VPN ou proxy. Use o IP do link por onde a porta é encaminhada.`,
    answers,
  };
}
