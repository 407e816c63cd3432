/** Texts of Caminho de entrada: the light, the ways, the proof by telephone, availability, the gateways. */
import type { DdnsProviderId, WaySettings } from '../../domain/way-settings.ts';
import type { ExposureField } from '../../preload/contract/exposure.ts';
import { countOf, formatAgo, formatCount, formatInstant } from './format.ts';

type WayKind = WaySettings['kind'];
type Light = NonNullable<ExposureField['light']>;

export const exposureText = {
  title: 'Caminho de entrada',
  detail: 'Por onde os gateways chegam a este computador para avisar que um cliente pagou.',
  saved: 'Caminhos gravados.',
  light: {
    title: 'Agora',
    address: 'Endereço público',
    noAddress: 'Ainda não há endereço: o caminho não abriu.',
    copyAddress: 'endereço público',
    look: 'Testar agora',
    none: 'Nenhum caminho configurado',
    noneText:
      'Enquanto você só pratica, nada é preciso: o simulador avisa neste computador. Para uma conta de verdade, adicione abaixo um caminho; sem um IP público, o túnel é o mais simples.',
    by: {
      probe: 'Uma visita do próprio Baixa saiu para a internet e voltou por este caminho.',
      outside: 'Uma visita de fora chegou por este caminho.',
    },
    unknown:
      'Nenhuma visita provou o caminho nos últimos 10 minutos, e nenhuma provou que está fechado. Muitos roteadores não deixam testar de dentro: faça a prova do celular, abaixo.',
    failedNext: 'Enquanto isso, o Baixa consulta os gateways e tenta abrir o caminho de novo.',
  },
  states: {
    confirmed: 'Confirmado',
    unknown: 'Desconhecido',
    failed: 'Sem acesso',
  } satisfies Readonly<Record<Light['state'], string>>,
  kinds: {
    tunnel: 'Túnel',
    ddns: 'DDNS',
    fixed: 'Endereço fixo',
    'other-tunnel': 'Outro túnel',
  } satisfies Readonly<Record<WayKind, string>>,
  goodFor: {
    tunnel:
      'Funciona atrás de CGNAT e sem abrir porta: o próprio Baixa se liga a um servidor de túnel.',
    ddns: 'Para quem tem IP público que muda: um nome acompanha o IP, e o roteador entrega a porta.',
    fixed: 'Para quem tem IP público fixo, ou um nome que já aponta para ele.',
    'other-tunnel':
      'Para quem já usa cloudflared, ngrok, WireGuard ou um proxy: o programa traz o endereço até a porta do Baixa.',
  } satisfies Readonly<Record<WayKind, string>>,
  ways: {
    title: 'Caminhos, em ordem de preferência',
    detail:
      'O primeiro é o que vale. Se ficar 5 minutos sem acesso, o seguinte assume; quando o primeiro voltar, tudo volta a ele.',
    add: 'Adicionar caminho',
    full: 'Até três caminhos.',
    none: 'Nenhum caminho ainda.',
    place: (place: number) => `${String(place)}º`,
    name: (place: number, kind: WayKind) => `${String(place)}º caminho: ${kindNames[kind]}`,
    up: (name: string) => `Subir ${name}`,
    down: (name: string) => `Descer ${name}`,
    remove: (name: string) => `Remover ${name}`,
    moved: (kind: WayKind, place: number) =>
      `${kindNames[kind]} é agora o ${String(place)}º caminho.`,
    added: (kind: WayKind, place: number) =>
      `${kindNames[kind]} entrou como ${String(place)}º caminho.`,
    removed: (kind: WayKind) => `${kindNames[kind]} saiu da lista.`,
    active: 'Em uso',
    reserve: 'De reserva',
    unsaved: 'Ainda não gravado',
    notOpened: 'Só é aberto se os anteriores ficarem sem acesso.',
    state: 'Situação',
    lastProbe: 'Última visita de teste',
    noProbe: 'nenhuma ainda',
    arrived: 'chegou e voltou',
    notArrived: 'não provou o caminho',
    took: (milliseconds: number) => `${formatCount(milliseconds)} ms`,
    http: (status: number) => `HTTP ${String(status)}`,
    faults: (count: number) =>
      `${countOf(count, 'campo precisa', 'campos precisam')} de atenção antes de gravar.`,
  },
  fields: {
    host: {
      label: 'Servidor do túnel',
      help: 'Onde o nome é pedido: um servidor compatível com localtunnel, seu ou público. Só o endereço, com https://; http:// vale apenas para um servidor neste computador. O trecho até ele é legível no caminho: mantenha a consulta ao gateway ligada.',
      placeholder: 'https://tunel.example.com',
    },
    tunnelName: {
      label: 'Nome',
      help: 'O começo do endereço público. Escolha um que ninguém mais use: se o servidor der outro, o Baixa não o aceita e avisa aqui.',
      rule: 'De 4 a 63 letras minúsculas sem acento e algarismos; com hífen no meio, de 6 a 63.',
      placeholder: 'meuprovedor',
    },
    provider: {
      label: 'Provedor de DDNS',
      help: 'Quem guarda o nome. Em “Outro” serve qualquer um que siga o protocolo dyndns2; o endereço de atualização fica com você.',
    },
    ddnsName: {
      label: 'Nome',
      help: 'O nome completo criado no provedor, que os gateways vão chamar. No DuckDNS basta a parte antes de .duckdns.org.',
      placeholder: 'meuprovedor.ddns.net',
    },
    user: {
      label: 'Usuário',
      help: 'O usuário, ou a chave de atualização (DDNS Key), que o provedor de DDNS mostra. Não é a senha do e-mail.',
    },
    password: {
      label: 'Senha ou chave',
      help: 'A senha ou a chave que o provedor de DDNS dá para este nome. Fica cifrada neste computador e não é mostrada de novo.',
    },
    token: {
      label: 'Token',
      help: 'O token do alto da página do DuckDNS: 32 letras e números em cinco grupos. Fica cifrado neste computador.',
    },
    contact: {
      label: 'E-mail de contato',
      help: 'O No-IP exige um e-mail de quem responde pelas atualizações e bloqueia programas que não o informam. Só ele o recebe.',
    },
    endpoint: {
      label: 'Endereço de atualização',
      help: 'Para onde a atualização é mandada, sem usuário nem “?”. Precisa ser https, porque a senha vai junto.',
      placeholder: 'https://servidor.example.com/nic/update',
    },
    externalPort: {
      label: 'Porta externa',
      help: 'A porta que os gateways chamam, no lado da internet. Na dúvida, 80; mas 80 e 443 são bloqueadas em muitos links residenciais: então use 8080, 8443 ou outra porta alta, e prove com o celular.',
      fault: 'Informe uma porta de 1 a 65535.',
    },
    forwardsPort: {
      label: 'Pedir ao roteador para encaminhar a porta',
      help: 'O Baixa pede por UPnP, NAT-PMP ou PCP que a porta externa chegue a este computador, e confere a cada minuto. Desligado: a regra é feita por você no roteador.',
    },
    baseUrl: {
      label: 'Endereço público',
      help: 'O que o gateway vai chamar, com http:// ou https:// e a porta. São recusados: rede privada (10, 172.16 a 172.31, 192.168), CGNAT (100.64 a 100.127), este computador, nomes só da sua rede, endereços de exemplo, usuário e senha no endereço, e o que vem depois de “?”.',
      fixedPlaceholder: 'http://meuprovedor.ddns.net:8080',
      tunnelPlaceholder: 'https://avisos.meuprovedor.com.br',
    },
  },
  providers: {
    'no-ip': 'No-IP',
    dyn: 'Dyn',
    dynu: 'Dynu',
    he: 'Hurricane Electric',
    duckdns: 'DuckDNS',
    other: 'Outro (dyndns2)',
  } satisfies Readonly<Record<DdnsProviderId, string>>,
  faults: {
    tunnelHost:
      'Informe só o endereço, com https://, por exemplo https://tunel.example.com; http:// vale apenas para este computador.',
    tunnelName:
      'O nome não serve: use de 4 a 63 letras minúsculas sem acento e algarismos; com hífen no meio, de 6 a 63.',
    tooLong: 'O endereço passa de 200 caracteres, mais do que os gateways aceitam.',
  },
  notes: {
    standardPort:
      'Sem porta no endereço, o gateway chama a 80 (http) ou a 443 (https), que muitos links bloqueiam. Se a porta encaminhada é outra, escreva-a no fim, como :8080.',
    residentialPort: 'A porta 80 e a 443 são bloqueadas em muitos links: prove com o celular.',
    ownComputer:
      'Este endereço é deste próprio computador: serve para praticar, mas nenhum gateway de verdade chega a ele.',
    listener:
      'O Baixa escuta só neste computador (127.0.0.1): o que o roteador encaminhar não chega. Em Configurações, mude “Escutar em” para todas as interfaces.',
    listenerLink: 'Abrir Configurações',
  },
  outside: {
    label: 'Perguntar o endereço público a serviços de fora',
    detail:
      'ipify, Cloudflare e Nextcloud (STUN). Eles recebem só o pedido e, com ele, o IP desta conexão. Desligado, só o roteador é perguntado.',
    help: 'Só é preciso com DDNS, e só quando o roteador não diz o próprio endereço. Dois serviços de tipos diferentes precisam concordar antes de o nome ser mudado.',
  },
  phone: {
    title: 'Prova do celular',
    detail:
      'A melhor prova: um aparelho que não está na sua rede abre um endereço que só vale uma vez.',
    start: 'Gerar endereço de teste',
    again: 'Gerar outro endereço',
    noAddress: 'Abra primeiro um caminho: sem endereço público não há o que o celular visitar.',
    steps: [
      'Desligue o Wi-Fi do celular e deixe só os dados móveis.',
      'Aponte a câmera para o código e abra o endereço.',
    ],
    qr: 'Código QR do endereço de teste',
    copy: 'endereço de teste',
    waiting: 'Esperando a visita do celular…',
    outside: (at: string) => `Chegou de fora em ${at}`,
    outsideText: 'O caminho está provado: um gateway chega do mesmo jeito.',
    inside: 'O celular ainda está no Wi-Fi',
    insideText:
      'A visita chegou pela rede de dentro, o que não prova nada sobre a internet. Desligue o Wi-Fi e gere outro endereço.',
  },
  availability: {
    title: 'Disponibilidade dos últimos 30 dias',
    detail: 'Uma visita por minuto enquanto o Baixa está aberto.',
    none: 'Ainda não há visitas contadas.',
    day: 'Dia',
    share: 'Proporção',
    shareOf: (percent: string) => `${percent} confirmado`,
    closed: 'nenhuma visita: o Baixa estava fechado ou sem caminho',
    all: (days: number) => `Mostrar os ${String(days)} dias`,
    fewer: 'Mostrar só a última semana',
    total: 'Total do período',
  },
  urls: {
    title: 'URL nos gateways',
    detail: 'Até onde cada gateway já sabe o endereço de agora.',
    none: 'Nenhuma conta de verdade ainda: o simulador é avisado neste computador.',
    account: 'Conta',
    how: 'Como fica sabendo',
    progress: 'Situação',
    ways: {
      charges: 'O Baixa troca a URL em cada cobrança viva.',
      account: 'A URL fica gravada na conta do gateway.',
      'by-hand': 'Cole esta URL no painel do gateway:',
    } satisfies Readonly<Record<ExposureField['urls'][number]['way'], string>>,
    /** Where the panel takes the URL, by gateway (M111, M118, M142). */
    pasteAt: {
      'gerencianet-token':
        'Em API > Minhas Aplicações > Callbacks: nos dois campos, pagamento e cancelamento, os dois ligados, e com “Cobrança Cancelada” marcada no segundo.',
      'boleto-facil': 'Em Integração > Notificação de Pagamentos; depois, o botão Aplicar.',
      juno: 'Em Integração > Notificação de Pagamentos; depois, o botão Aplicar.',
    } as Readonly<Record<string, string>>,
    charges: (done: number, total: number) =>
      `${formatCount(done)} de ${countOf(total, 'cobrança', 'cobranças')}`,
    noCharges: 'nenhuma cobrança viva',
    stored: 'gravada na conta',
    notStored: 'ainda não gravada',
    openAccount: 'Gravar na conta',
    noUrl: 'sem endereço público ainda',
    copy: (label: string) => `URL de callback de ${label}`,
    progressOf: (label: string) => `Cobranças de ${label} com a URL de agora`,
  },
} as const;

const kindNames = exposureText.kinds;

/** The light in one line: `Confirmado há 2 min`, `Sem acesso desde 21/11/2026, 09:00:00`. */
export function lightLine({ state, at }: Light, nowMs: number): string {
  if (state === 'confirmed') return `${exposureText.states.confirmed} ${formatAgo(at, nowMs)}`;
  return `${exposureText.states[state]} desde ${formatInstant(at)}`;
}
