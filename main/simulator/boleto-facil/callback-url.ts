/** Which URLs Boleto Fácil takes for notifications (juno.md 2.2). The texts are our own. */

export const networks = ['172.16/12', 'all-private', 'none'] as const;

/** Whether 10/8 and 192.168/16 were refused too is not known. */
export type RefusedNetworks = (typeof networks)[number];

const MAX_LENGTH = 255;

const MIDDLE = /^172\.(1[6-9]|2\d|3[01])\.\d+\.\d+$/;
const PRIVATE = /^(10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+)$/;

/** The reason why a URL is refused, undefined when it is taken. */
export function whyRefused(url: string, refused: RefusedNetworks): string | undefined {
  if (url.length > MAX_LENGTH || !isHttp(url)) return 'A URL de notificação é inválida';
  const { hostname } = new URL(url);
  const isRefused =
    (refused !== 'none' && MIDDLE.test(hostname)) ||
    (refused === 'all-private' && PRIVATE.test(hostname));
  return isRefused ? 'A URL de notificação não pode ser de uma rede privada' : undefined;
}

const isHttp = (url: string): boolean =>
  URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
