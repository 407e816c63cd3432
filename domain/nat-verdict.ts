/** Whether a forwarded port can bring gateways to this computer, judged from the addresses on the way. */
import { judgeAddress, type AddressJudge } from './public-address.ts';
import { isSameIpAddress } from './ip-address.ts';

/** What is known of the router's own address on the side of the internet. */
export type RouterEvidence =
  | { readonly kind: 'address'; readonly address: string }
  /** The router says that it has none: empty or error by UPnP, result 3 by NAT-PMP. */
  | { readonly kind: 'none' }
  /** PCP result 12: another NAT stands between this computer and the router that answered. */
  | { readonly kind: 'nat-before' }
  | { readonly kind: 'unknown' };

export interface NatEvidence {
  /** The computer's own addresses on real links, VPNs left out (some of them use 100.64.0.0/10 too). */
  readonly local: readonly string[];
  readonly router: RouterEvidence;
  /** The IPv4 address that the outside saw, where it was asked. */
  readonly seen: string | undefined;
}

export type NatVerdictCode =
  | 'direct'
  | 'forward-can-work'
  | 'forward-likely'
  | 'cgnat'
  | 'double-nat'
  | 'other-link'
  | 'router-has-none'
  | 'nat-between'
  | 'unknown';

export interface NatVerdict {
  readonly code: NatVerdictCode;
  /** False when a forwarded port cannot work as things stand; undefined when only a probe from outside can tell. */
  readonly canForward: boolean | undefined;
  /** What was found. */
  readonly text: string;
  /** What to do next, the best way first. */
  readonly advice: readonly string[];
}

/** @param judge stands in for the rules of `judgeAddress`, for development on one computer */
export function judgeNat(evidence: NatEvidence, judge: AddressJudge = judgeAddress): NatVerdict {
  const code = codeOf(evidence, judge);
  return { code, ...verdicts[code] };
}

function codeOf(evidence: NatEvidence, judge: AddressJudge): NatVerdictCode {
  const { local, router, seen } = evidence;
  const own = local.filter((address) => isPublicFour(address, judge));
  if (own.some((address) => seen === undefined || isSameIpAddress(address, seen))) return 'direct';
  if (router.kind === 'address') return codeOfRouter(router.address, seen, judge);
  if (router.kind === 'nat-before') return 'nat-between';
  if (local.some((address) => rangeIs(address, 'cgnat', judge))) return 'cgnat';
  if (own.length > 0) return 'other-link';
  return router.kind === 'none' ? 'router-has-none' : 'unknown';
}

function codeOfRouter(
  address: string,
  seen: string | undefined,
  judge: AddressJudge,
): NatVerdictCode {
  if (rangeIs(address, 'cgnat', judge)) return 'cgnat';
  if (rangeIs(address, 'private', judge)) return 'double-nat';
  if (judge(address).kind !== 'public') return 'router-has-none';
  if (seen === undefined) return 'forward-likely';
  return isSameIpAddress(address, seen) ? 'forward-can-work' : 'other-link';
}

function isPublicFour(address: string, judge: AddressJudge): boolean {
  const verdict = judge(address);
  return verdict.kind === 'public' && verdict.family === 4;
}

function rangeIs(address: string, range: 'cgnat' | 'private', judge: AddressJudge): boolean {
  const verdict = judge(address);
  return verdict.kind === 'not-public' && verdict.range === range;
}

const TUNNEL = 'Use o túnel: ele funciona sem porta aberta e sem IP público.';
// An ISP's owner often runs the CGNAT himself: sending him to "the provider" would send him to himself.
const OWN_CGNAT =
  'Se o CGNAT é do seu provedor, dê um IP público ao escritório ou crie no concentrador uma regra 1:1 (dst-nat e src-nat) de um IP público para ele.';
const UPSTREAM = 'Se o link é de outra operadora, peça a ela um IP público fixo.';
const PROBE = 'Faça o teste de fora, com o celular fora do Wi-Fi, antes de confiar neste endereço.';

const verdicts: Readonly<Record<NatVerdictCode, Omit<NatVerdict, 'code'>>> = {
  direct: {
    canForward: true,
    text: 'Este computador tem um IP público próprio: não é preciso encaminhar porta no roteador.',
    advice: ['Libere a porta no firewall deste computador e no da sua rede.', PROBE],
  },
  'forward-can-work': {
    canForward: true,
    text: 'O roteador tem o mesmo IP público que a internet vê: encaminhar a porta deve funcionar.',
    advice: ['Encaminhe a porta no roteador para este computador.', PROBE],
  },
  'forward-likely': {
    canForward: undefined,
    text: 'O roteador tem um IP público, mas não foi verificado se é por ele que a internet vê este computador.',
    advice: ['Ligue a consulta do endereço público ou faça o teste de fora.', PROBE],
  },
  cgnat: {
    canForward: false,
    text: 'A conexão está atrás de CGNAT (100.64.0.0/10): encaminhar a porta neste roteador não adianta.',
    advice: [OWN_CGNAT, UPSTREAM, TUNNEL],
  },
  'double-nat': {
    canForward: false,
    text: 'O roteador recebe um IP de rede privada: há outro roteador ou um CGNAT antes dele.',
    advice: [
      'Se o equipamento de antes é seu, encaminhe a porta nos dois ou ponha-o em modo bridge.',
      OWN_CGNAT,
      UPSTREAM,
      TUNNEL,
    ],
  },
  'other-link': {
    canForward: undefined,
    text: 'O IP público desta rede não é o que a internet vê: há um segundo link, balanceamento, VPN, proxy ou CGNAT com faixa emprestada.',
    advice: [
      'Use no endereço o IP do link por onde a porta é encaminhada e faça a resposta sair pelo mesmo link (marcação de conexão no MikroTik).',
      'Se este computador usa VPN ou proxy, desligue e consulte de novo.',
      PROBE,
      TUNNEL,
    ],
  },
  'router-has-none': {
    canForward: false,
    text: 'O próprio roteador diz que não tem IP público.',
    advice: [
      'Veja no roteador se o link (PPPoE, por exemplo) está conectado.',
      OWN_CGNAT,
      UPSTREAM,
      TUNNEL,
    ],
  },
  'nat-between': {
    canForward: false,
    text: 'Há outro roteador fazendo NAT entre este computador e o roteador que respondeu.',
    advice: [
      'Ligue este computador direto no roteador principal ou ponha o roteador do meio em modo bridge.',
      'Ou encaminhe a porta nos dois roteadores.',
      TUNNEL,
    ],
  },
  unknown: {
    canForward: undefined,
    text: 'Não foi possível saber qual é o IP do roteador na internet.',
    advice: [
      'Veja no roteador o IP da interface de internet e digite-o aqui, ou ligue o UPnP dele por um momento.',
      'No rastreio de rota (tracert), um endereço de 100.64.0.0 a 100.127.255.255 depois do primeiro salto sugere CGNAT.',
      PROBE,
      TUNNEL,
    ],
  },
};
