/** What the operator reads about the forwarded port. */
import { judgeNat, type RouterEvidence } from '../../../domain/nat-verdict.ts';
import type { AddressJudge } from '../../../domain/public-address.ts';
import type { BlockReason, MappingWay } from './state.ts';

export interface MappingText {
  readonly text: string;
  readonly advice: readonly string[];
}

const wayNames: Readonly<Record<MappingWay, string>> = {
  pcp: 'PCP',
  'nat-pmp': 'NAT-PMP',
  upnp: 'UPnP',
};

const TUNNEL = 'Use o túnel: ele funciona sem porta aberta no roteador.';
const BY_HAND =
  'Crie a regra à mão no roteador (no MikroTik: IP > Firewall > NAT, dst-nat) para este computador.';

const blocks: Readonly<Record<BlockReason, MappingText>> = {
  'no-network': {
    text: 'Este computador não está em nenhuma rede IPv4.',
    advice: ['Ligue o cabo ou o Wi-Fi; o pedido ao roteador é repetido sozinho.'],
  },
  'no-gateway': {
    text: 'Não foi encontrado um roteador de rede privada a que pedir a porta.',
    advice: [
      'Se este computador tem um IP público próprio, basta liberar a porta no firewall.',
      TUNNEL,
    ],
  },
  'no-answer': {
    text: 'O roteador não respondeu a PCP, NAT-PMP nem UPnP: os três devem estar desligados.',
    advice: [
      'Ligue o UPnP no roteador. No MikroTik: IP > UPnP, com a interface interna e a externa marcadas.',
      BY_HAND,
      TUNNEL,
    ],
  },
  refused: {
    text: 'O roteador recusou abrir a porta.',
    advice: [
      'Veja no roteador se a abertura automática de portas está permitida a este computador.',
      BY_HAND,
      TUNNEL,
    ],
  },
  'port-taken': {
    text: 'A porta já está encaminhada no roteador para outro equipamento ou programa.',
    advice: ['Escolha outra porta externa ou apague no roteador a regra antiga.', TUNNEL],
  },
  'forwarded-by-hand': {
    text: 'O roteador já tem uma regra feita à mão para esta porta.',
    advice: [
      'Faça o teste de fora: se a regra leva a este computador, não é preciso mais nada.',
      'Se ela leva a outro lugar, corrija a regra ou escolha outra porta externa.',
    ],
  },
  'same-port-only': {
    text: 'O roteador só encaminha quando a porta externa e a interna são a mesma.',
    advice: ['Use na porta externa o mesmo número da porta deste computador.', BY_HAND],
  },
  'no-room': {
    text: 'O roteador não tem mais portas livres ou a tabela de encaminhamentos está cheia.',
    advice: ['Apague no roteador encaminhamentos sem uso ou reinicie-o.', BY_HAND, TUNNEL],
  },
  'manual-only': {
    text: 'O roteador não sabe encaminhar uma porta só por UPnP.',
    advice: [BY_HAND, TUNNEL],
  },
  'no-public-address': {
    text: 'O roteador diz que não tem endereço público no momento.',
    advice: [
      'Veja no roteador se o link (PPPoE, por exemplo) está conectado.',
      'Se a conexão usa CGNAT, peça um IP público fixo ou, se o CGNAT é seu, crie uma regra 1:1.',
      TUNNEL,
    ],
  },
  'another-nat': {
    text: 'Há outro roteador fazendo NAT entre este computador e o roteador que respondeu.',
    advice: ['Ponha o roteador do meio em modo bridge ou encaminhe a porta nos dois.', TUNNEL],
  },
  'not-kept': {
    text: 'O roteador disse que abriu a porta, mas ela não está na lista dele.',
    advice: ['Atualize ou reinicie o roteador.', BY_HAND, TUNNEL],
  },
  'router-fault': {
    text: 'O roteador respondeu de um modo que não foi possível entender.',
    advice: ['Atualize o sistema do roteador.', BY_HAND, TUNNEL],
  },
};

/** @param code the router's own number for it */
export function textOfBlock(
  reason: BlockReason,
  { code, offeredPort }: { readonly code?: number; readonly offeredPort?: number },
): MappingText {
  const { text, advice } = blocks[reason];
  const offer =
    offeredPort === undefined ? [] : [`A porta ${offeredPort} está livre: é possível usá-la.`];
  const told = code === undefined ? text : `${text} Código do roteador: ${code}.`;
  return { text: told, advice: [...offer, ...advice] };
}

export interface OpenMapping {
  readonly way: MappingWay;
  readonly externalPort: number;
  readonly wantedPort: number;
  readonly isPermanent: boolean;
  readonly isVerified: boolean;
  readonly router: RouterEvidence;
}

/** An open port is worth as much as the address before it, so that both are told. */
export function textOfOpen(open: OpenMapping, judge: AddressJudge): MappingText {
  const nat = judgeNat({ local: [], router: open.router, seen: undefined }, judge);
  const sentences = [
    `A porta ${open.externalPort} está aberta no roteador por ${wayNames[open.way]}.`,
    ...(open.externalPort === open.wantedPort
      ? []
      : [`A porta ${open.wantedPort} estava ocupada: use o novo número no endereço de retorno.`]),
    ...(open.isVerified ? [] : ['O roteador não mostra a lista dele para conferir.']),
    ...(open.isPermanent
      ? [
          'O roteador só aceita regra permanente: ela é conferida a cada minuto e apagada ao fechar.',
        ]
      : []),
    nat.text,
  ];
  return { text: sentences.join(' '), advice: nat.advice };
}
