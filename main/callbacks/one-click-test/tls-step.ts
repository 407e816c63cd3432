/** Step: on https, a certificate that a gateway accepts. */
import { isIP } from 'node:net';
import { checkServerIdentity, connect, type PeerCertificate, type TLSSocket } from 'node:tls';
import { civilDateOf } from '../../../domain/civil-date.ts';
import { addMs, fromMs, type Instant } from '../../../domain/instant.ts';
import type { Place } from './address-step.ts';
import type { Ended, Evidence } from './board.ts';
import { TIMEOUT_MS, type TestPorts } from './ports.ts';

/** A place with the address that opened. */
export interface Target extends Place {
  readonly address: string;
}

/** The next steps need no value of this one, only its passing. */
type Passed = true;

type Shown =
  | {
      readonly kind: 'certificate';
      readonly certificate: PeerCertificate;
      /** OpenSSL's name of what is wrong with the chain. */
      readonly fault: string | undefined;
      readonly protocol: string;
    }
  | { readonly kind: 'no-tls'; readonly code: string };

export async function checkCertificate(ports: TestPorts, target: Target): Promise<Ended<Passed>> {
  if (target.url.protocol !== 'https:') return NO_HTTPS;
  const shown = await askCertificate(ports, target);
  if (shown.kind === 'no-tls')
    return {
      state: 'failed',
      text: `A porta ${target.port} abriu, mas não fala https (${shown.code}).`,
      advice:
        'O túnel ou o proxy precisa entregar https nesta porta. Se o programa está ligado direto nela, use um endereço http ou ponha um proxy com certificado na frente.',
    };
  return judge(shown, { host: hostOf(target), now: ports.tools.clock.now() });
}

function judge(
  { certificate, fault, protocol }: Extract<Shown, { kind: 'certificate' }>,
  about: { readonly host: string; readonly now: Instant },
): Ended<Passed> {
  const validTo = fromMs(Date.parse(certificate.valid_to));
  const evidence = [...evidenceOf(certificate), { label: 'Protocolo', value: protocol }];
  const isWrongName = checkServerIdentity(about.host, certificate) !== undefined;
  if (isWrongName) return { state: 'failed', text: wrongName(about.host), advice: RENEW, evidence };
  if (validTo < about.now)
    return {
      state: 'failed',
      text: `O certificado venceu em ${dayOf(validTo)}.`,
      advice: RENEW,
      evidence,
    };
  if (fault !== undefined)
    return {
      state: 'failed',
      text: `O certificado não é aceito (${fault}).`,
      advice: CHAIN,
      evidence,
    };
  const isNearEnd = validTo < addMs(about.now, NEAR_END_MS);
  return {
    state: 'passed',
    text: `Certificado válido até ${dayOf(validTo)}, para ${about.host}.`,
    ...(isNearEnd && { advice: 'Ele vence em menos de 14 dias: renove antes disso.' }),
    evidence,
    value: true,
  };
}

const NEAR_END_MS = 14 * 24 * 60 * 60 * 1_000;

function askCertificate(ports: TestPorts, target: Target): Promise<Shown> {
  const host = hostOf(target);
  return new Promise((resolve) => {
    const socket = connect({
      host: target.address,
      port: target.port,
      ...(isIP(host) === 0 && { servername: host }),
      ...(ports.authorities !== undefined && { ca: ports.authorities }),
      // What is wrong with it is to be shown, and nothing is sent over this connection.
      rejectUnauthorized: false,
    });
    const end = (shown: Shown): void => {
      ports.signal.removeEventListener('abort', abort);
      socket.destroy();
      resolve(shown);
    };
    const abort = (): void => end({ kind: 'no-tls', code: 'ABORT_ERR' });
    ports.signal.addEventListener('abort', abort, { once: true });
    socket.setTimeout(ports.timeoutMs ?? TIMEOUT_MS, () =>
      end({ kind: 'no-tls', code: 'ETIMEDOUT' }),
    );
    socket.once('secureConnect', () => end(shownBy(socket)));
    socket.once('error', (error: NodeJS.ErrnoException) =>
      end({ kind: 'no-tls', code: error.code ?? 'TLS' }),
    );
  });
}

function shownBy(socket: TLSSocket): Shown {
  // Node gives the code of the fault as text, although its types say Error.
  const fault = socket.authorized ? undefined : String(socket.authorizationError);
  return {
    kind: 'certificate',
    certificate: socket.getPeerCertificate(),
    fault,
    protocol: socket.getProtocol() ?? '',
  };
}

function hostOf({ url }: Target): string {
  return url.hostname.replace(/^\[|\]$/gu, '');
}

function evidenceOf(certificate: PeerCertificate): readonly Evidence[] {
  return [
    { label: 'Emitido por', value: nameOf(certificate.issuer) },
    { label: 'Emitido para', value: certificate.subjectaltname ?? nameOf(certificate.subject) },
    { label: 'Válido até', value: dayOf(fromMs(Date.parse(certificate.valid_to))) },
  ];
}

/** Each name may stand there several times. */
function nameOf({ O, CN }: PeerCertificate['issuer']): string {
  return [O, CN].flat().filter(Boolean).join(', ');
}

function dayOf(at: Instant): string {
  return civilDateOf(at).split('-').reverse().join('/');
}

function wrongName(host: string): string {
  return `O certificado é de outro nome: não serve para ${host}.`;
}

const NO_HTTPS: Ended<Passed> = {
  state: 'not-needed',
  text: 'O endereço é http: não há certificado a conferir.',
  value: true,
};

const RENEW = 'Emita um certificado novo para este nome no túnel ou no proxy, e teste de novo.';
const CHAIN =
  'Gateways recusam certificados próprios ou incompletos. Use um de uma autoridade conhecida (Let’s Encrypt, por exemplo) com a cadeia inteira.';
