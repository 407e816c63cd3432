/** Texts of what is allowed at the door of the listener. */
import type { ForwardedHeader, SourceMode } from '../../domain/listener-settings.ts';

export const listenerText = {
  title: 'Quem pode avisar',
  detail: 'Tudo aqui começa desligado: o endereço secreto de cada conta já basta.',
  save: 'Gravar quem pode avisar',
  saved: 'Gravado: já vale para o próximo aviso.',
  aliases: {
    title: 'Endereços do Mk-Auth',
    detail:
      'Para quem vem do Mk-Auth e não quer trocar a URL no gateway. Não têm segredo: qualquer um pode chamar, por isso só a consulta ao gateway dá baixa. Prefira a URL secreta da conta.',
    off: 'Desligado',
    noAccount: 'Nenhuma conta deste gateway',
  },
  proxy: {
    title: 'Proxy na frente do Baixa',
    addresses: 'Endereços do seu proxy',
    addressesHelp:
      'Um por linha, por exemplo 127.0.0.1 ou 10.0.0.0/8. Só deles o cabeçalho é aceito.',
    header: 'Cabeçalho com o endereço de quem chamou',
    headers: {
      'x-forwarded-for': 'X-Forwarded-For',
      'cf-connecting-ip': 'CF-Connecting-IP (Cloudflare)',
    } satisfies Readonly<Record<ForwardedHeader, string>>,
  },
  sources: {
    title: 'De onde cada gateway chama',
    detail:
      'As faixas mudam sem aviso: copie-as da página do gateway. Comece por “Só marcar”. Endereços da sua própria rede não são conferidos, pois por um túnel ou proxy todos vêm dela.',
    mode: (gateway: string) => `${gateway}: fora das faixas`,
    blocks: (gateway: string) => `${gateway}: faixas, uma por linha`,
    modes: {
      off: 'Não conferir',
      warn: 'Só marcar',
      block: 'Recusar',
    } satisfies Readonly<Record<SourceMode, string>>,
  },
  wrong: (text: string) => `“${text}” não é um endereço nem uma faixa.`,
} as const;
