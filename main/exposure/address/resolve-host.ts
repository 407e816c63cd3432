/** Where a public name points, asked of DNS itself (the hosts file of this computer says nothing about the outside). */
import { Resolver } from 'node:dns/promises';
import { isSameIpAddress } from '../../../domain/ip-address.ts';
import {
  judgeAddress,
  rangeTexts,
  type AddressJudge,
  type AddressRange,
} from '../../../domain/public-address.ts';

export interface ResolvePorts {
  /** The system's unless told, each as `address` or `address:port`. */
  readonly servers?: readonly string[] | undefined;
  /** For one question; 4 s unless told, asked twice. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Stands in for the rules of `judgeAddress`, for development on one computer. */
  readonly judge?: AddressJudge | undefined;
}

interface Pointing {
  readonly v4: readonly string[];
  readonly v6: readonly string[];
  readonly text: string;
}

export type ResolveFinding =
  | ({
      readonly kind: 'public';
      /** Some senders then call the IPv6 address, and fail where nobody listens there. */
      readonly hasIpv6: boolean;
    } & Pointing)
  /** At least one of the addresses cannot be reached from outside. */
  | ({ readonly kind: 'not-public' } & Pointing)
  /** None of the addresses is the one expected: the name was not updated, or is of another link. */
  | ({ readonly kind: 'elsewhere' } & Pointing)
  | { readonly kind: 'not-found'; readonly text: string }
  | { readonly kind: 'no-answer'; readonly text: string }
  | { readonly kind: 'cancelled' };

const TIMEOUT_MS = 4_000;
const TRIES = 2;
const HAS_NONE: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME']);

/**
 * Resolves A and AAAA and judges every address. Never rejects.
 * @param expected the public address that the name should point to, where it is known
 */
export async function resolveHost(
  host: string,
  expected: string | undefined,
  ports: ResolvePorts = {},
): Promise<ResolveFinding> {
  if (isAborted(ports.signal)) return { kind: 'cancelled' };
  const resolver = new Resolver({ timeout: ports.timeoutMs ?? TIMEOUT_MS, tries: TRIES });
  if (ports.servers !== undefined) resolver.setServers(ports.servers);
  const cancel = (): void => resolver.cancel();
  ports.signal?.addEventListener('abort', cancel, { once: true });
  const [v4, v6] = await Promise.all([
    addressesOf(resolver.resolve4(host)),
    addressesOf(resolver.resolve6(host)),
  ]);
  ports.signal?.removeEventListener('abort', cancel);
  if (isAborted(ports.signal)) return { kind: 'cancelled' };
  return judgeAll(host, { v4, v6, expected, judge: ports.judge ?? judgeAddress });
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

/** Empty when the name has none of the kind, undefined when DNS did not say. */
async function addressesOf(asked: Promise<string[]>): Promise<readonly string[] | undefined> {
  try {
    return await asked;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return HAS_NONE.has(code) ? [] : undefined;
  }
}

interface Resolved {
  readonly v4: readonly string[] | undefined;
  readonly v6: readonly string[] | undefined;
  readonly expected: string | undefined;
  readonly judge: AddressJudge;
}

function judgeAll(host: string, resolved: Resolved): ResolveFinding {
  const { expected, judge } = resolved;
  const [v4, v6] = [resolved.v4 ?? [], resolved.v6 ?? []];
  const all = [...v4, ...v6];
  if (all.length === 0) return nothingFor(host, resolved);
  const pointing = { v4, v6 };
  const inner = all.map((address) => judge(address)).find(({ kind }) => kind === 'not-public');
  if (inner?.kind === 'not-public')
    return { kind: 'not-public', ...pointing, text: notPublicText(host, inner) };
  const isThere = expected === undefined || all.some((own) => isSameIpAddress(own, expected));
  if (!isThere) return { kind: 'elsewhere', ...pointing, text: elsewhereText(host, all, expected) };
  const text = `${host} aponta para ${all.join(', ')}.`;
  return { kind: 'public', ...pointing, hasIpv6: v6.length > 0, text };
}

function nothingFor(host: string, { v4, v6 }: Resolved): ResolveFinding {
  if (v4 === undefined || v6 === undefined)
    return {
      kind: 'no-answer',
      text: 'O DNS não respondeu: verifique a internet e o DNS deste computador.',
    };
  return {
    kind: 'not-found',
    text: `O nome ${host} não existe no DNS. Confira se foi criado no provedor de DDNS e se está escrito igual.`,
  };
}

function notPublicText(
  host: string,
  { address, range }: { readonly address: string; readonly range: AddressRange },
): string {
  return `${host} aponta para ${address}, um endereço ${rangeTexts[range]}. Corrija o nome no provedor de DDNS (no MikroTik, desligue use-local-address).`;
}

function elsewhereText(host: string, all: readonly string[], expected: string): string {
  return `${host} aponta para ${all.join(', ')} e a internet vê este computador como ${expected}. Espere alguns minutos se o endereço acabou de mudar; se não, o nome não está sendo atualizado ou é de outro link.`;
}
