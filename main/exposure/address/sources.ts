/** Services that tell this computer's public address, and what one of them says. */
import { parseIpAddress } from '../../../domain/ip-address.ts';
import { judgeAddress, rangeTexts, type AddressJudge } from '../../../domain/public-address.ts';
import type { DdnsProvider } from '../../../domain/ddns-settings.ts';
import { ask, type WebTrouble } from '../http.ts';
import { troubleText } from '../trouble-text.ts';
import { askStun } from './stun.ts';

/** `text`: the address alone; `trace`: a line `ip=`; `page`: the first address in the text of a page. */
export type AnswerForm = 'text' | 'trace' | 'page';

/** `name` is shown to the operator, who decides whether it is asked. */
export type AddressSource =
  | {
      readonly kind: 'web';
      readonly name: string;
      readonly url: string;
      readonly form: AnswerForm;
    }
  | {
      readonly kind: 'stun';
      readonly name: string;
      readonly host: string;
      readonly port: number;
    };

/**
 * Three of different kinds: one by name, one by address (no DNS on the way), one that is not HTTP. They are asked only
 * after the operator said so.
 */
export const suggestedSources: readonly AddressSource[] = [
  { kind: 'web', name: 'ipify', url: 'https://api.ipify.org', form: 'text' },
  { kind: 'web', name: 'Cloudflare', url: 'https://1.1.1.1/cdn-cgi/trace', form: 'trace' },
  { kind: 'stun', name: 'Nextcloud (STUN)', host: 'stun.nextcloud.com', port: 3478 },
];

/**
 * What the providers of dynamic names offer to their own users: whoever keeps a name there tells them nothing new. Two
 * of them answer without encryption, so another source beside them is better. Dyn is asked at most each 10 minutes.
 */
export const providerSources = {
  'no-ip': { kind: 'web', name: 'No-IP', url: 'http://ip1.dynupdate.no-ip.com/', form: 'text' },
  dyn: { kind: 'web', name: 'Dyn', url: 'http://checkip.dyndns.org/', form: 'page' },
  dynu: { kind: 'web', name: 'Dynu', url: 'https://checkip.dynu.com/', form: 'page' },
  he: { kind: 'web', name: 'Hurricane Electric', url: 'https://checkip.dns.he.net/', form: 'page' },
} as const satisfies Partial<Readonly<Record<DdnsProvider, AddressSource>>>;

export type SourceTrouble = WebTrouble | 'bad-status' | 'unreadable' | 'not-public';

/** What one source said. */
export type SourceAnswer =
  | { readonly kind: 'told'; readonly source: string; readonly address: string }
  | {
      readonly kind: 'silent';
      readonly source: string;
      readonly trouble: SourceTrouble;
      readonly text: string;
    };

export interface SourcePorts {
  /** 4 unless told. */
  readonly family?: 4 | 6 | undefined;
  /** For one source; 5 s unless told. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Stands in for the rules of `judgeAddress`, for development on one computer. */
  readonly judge?: AddressJudge | undefined;
}

const TIMEOUT_MS = 5_000;
const LONGEST_ANSWER_BYTES = 8 * 1024;
const HTTP_OK = 200;

/** Never rejects. */
export async function askSource(source: AddressSource, ports: SourcePorts): Promise<SourceAnswer> {
  const found =
    source.kind === 'web' ? await askWeb(source, ports) : await askByStun(source, ports);
  if (typeof found === 'object') return silent(source, found.trouble);
  const verdict = (ports.judge ?? judgeAddress)(found);
  if (verdict.kind === 'unreadable') return silent(source, 'unreadable');
  if (verdict.kind === 'public' && verdict.family === (ports.family ?? 4))
    return { kind: 'told', source: source.name, address: verdict.address };
  const about =
    verdict.kind === 'public'
      ? `${verdict.address}, que é de outra versão do IP.`
      : `${verdict.address}, um endereço ${rangeTexts[verdict.range]}: algo na sua rede responde no lugar dele.`;
  const text = `${source.name} respondeu ${about}`;
  return { kind: 'silent', source: source.name, trouble: 'not-public', text };
}

interface Trouble {
  readonly trouble: Exclude<SourceTrouble, 'not-public'>;
}

async function askWeb(
  { url, form }: AddressSource & { kind: 'web' },
  { family = 4, timeoutMs = TIMEOUT_MS, signal }: SourcePorts,
): Promise<string | Trouble> {
  const answer = await ask(url, { family, timeoutMs, signal, maxBytes: LONGEST_ANSWER_BYTES });
  if (answer.kind === 'failed') return { trouble: answer.trouble };
  if (answer.status !== HTTP_OK) return { trouble: 'bad-status' };
  return extract(answer.body, form) ?? { trouble: 'unreadable' };
}

async function askByStun(
  { host, port }: AddressSource & { kind: 'stun' },
  { family = 4, timeoutMs = TIMEOUT_MS, signal }: SourcePorts,
): Promise<string | Trouble> {
  const answer = await askStun({ host, port, family, timeoutMs, signal });
  return answer.kind === 'failed' ? { trouble: answer.trouble } : answer.mapped.address;
}

function extract(body: string, form: AnswerForm): string | undefined {
  if (form === 'text') return body.trim();
  if (form === 'trace') return /^ip=(\S+)\s*$/m.exec(body)?.[1];
  const words = body.match(/[0-9a-f.:]{3,45}/gi) ?? [];
  return words.find((word) => parseIpAddress(word) !== undefined);
}

function silent({ name }: AddressSource, trouble: Trouble['trouble']): SourceAnswer {
  return { kind: 'silent', source: name, trouble, text: `${name}: ${textOf(trouble)}` };
}

function textOf(trouble: Trouble['trouble']): string {
  if (trouble === 'bad-status') return 'O serviço respondeu com erro.';
  if (trouble === 'unreadable')
    return 'A resposta não é um endereço: pode ser uma página de login da rede.';
  return troubleText(trouble);
}
