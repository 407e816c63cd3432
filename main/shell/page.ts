/** Where the page of a window comes from: the bundle behind `app://`, or Vite's server while developing. */

export interface Page {
  /** What a window loads. */
  readonly url: string;
  /** What every address of our own page begins with. */
  readonly prefix: string;
}

export const APP_SCHEME = 'app';
export const APP_HOST = 'baixa';

const bundledPage: Page = {
  url: `${APP_SCHEME}://${APP_HOST}/index.html`,
  prefix: `${APP_SCHEME}://${APP_HOST}/`,
};

/**
 * @param devServerUrl Vite's address; taken only by a program that is not packaged, and only on this machine
 */
export function pageOf(devServerUrl: string | undefined, isPackaged: boolean): Page {
  if (devServerUrl === undefined || isPackaged || !URL.canParse(devServerUrl)) return bundledPage;
  const { protocol, hostname, origin } = new URL(devServerUrl);
  const isLocal = protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return isLocal ? { url: devServerUrl, prefix: `${origin}/` } : bundledPage;
}

/** Whether an address belongs to our own page. */
export function isOwnAddress(page: Page, address: string): boolean {
  return address.startsWith(page.prefix);
}

/** Whether an address is the start page itself, on any of its hash routes: what a reload asks for. */
export function isStartPage(page: Page, address: string): boolean {
  return address.split('#', 1)[0] === page.url;
}
