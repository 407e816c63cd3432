/** Step: the port takes a connection. */
import { connect } from 'node:net';
import type { Place } from './address-step.ts';
import type { Ended, Evidence } from './board.ts';
import { TIMEOUT_MS, type TestPorts } from './ports.ts';

type Try = { readonly ms: number } | { readonly code: string };

/** Tries the addresses in their order. @returns the first one that opens */
export async function openPort(ports: TestPorts, place: Place): Promise<Ended<string>> {
  const tried: { readonly address: string; readonly outcome: Try }[] = [];
  for (const address of place.addresses) {
    const outcome = await tryConnection(address, place.port, ports);
    tried.push({ address, outcome });
  }
  const evidence = tried.map(({ address, outcome }) =>
    evidenceOf(address, { port: place.port, outcome }),
  );
  const opened = tried.find(({ outcome }) => 'ms' in outcome);
  const failed = tried.find(({ outcome }) => 'code' in outcome);
  if (opened === undefined || !('ms' in opened.outcome)) {
    const code = failed !== undefined && 'code' in failed.outcome ? failed.outcome.code : '';
    return { state: 'failed', ...troubleOf(code, place.port), evidence };
  }
  return {
    state: 'passed',
    text: `A porta ${place.port} abriu em ${opened.outcome.ms} ms.`,
    ...(failed !== undefined && { advice: otherClosed(failed.address) }),
    evidence,
    value: opened.address,
  };
}

function tryConnection(host: string, port: number, ports: TestPorts): Promise<Try> {
  const startedMs = performance.now();
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: ports.timeoutMs ?? TIMEOUT_MS });
    const end = (outcome: Try): void => {
      ports.signal.removeEventListener('abort', abort);
      socket.destroy();
      resolve(outcome);
    };
    const abort = (): void => end({ code: 'ABORT_ERR' });
    ports.signal.addEventListener('abort', abort, { once: true });
    socket.once('connect', () => end({ ms: Math.round(performance.now() - startedMs) }));
    socket.once('timeout', () => end({ code: 'ETIMEDOUT' }));
    socket.once('error', (error: NodeJS.ErrnoException) => end({ code: error.code ?? '' }));
  });
}

function evidenceOf(
  address: string,
  { port, outcome }: { readonly port: number; readonly outcome: Try },
): Evidence {
  const value = 'ms' in outcome ? `abriu em ${outcome.ms} ms` : `não abriu (${outcome.code})`;
  return { label: `${address}, porta ${port}`, value };
}

function otherClosed(address: string): string {
  return `O mesmo nome também aponta para ${address}, que não abriu: um gateway que escolher esse endereço não chega. Tire-o do DNS ou abra a porta nele.`;
}

function troubleOf(code: string, port: number): { readonly text: string; readonly advice: string } {
  switch (code) {
    case 'ECONNREFUSED':
      return {
        text: `A porta ${port} recusou a conexão.`,
        advice: `Redirecione a porta ${port} do roteador para este computador e libere-a no firewall. ${HAIRPIN}`,
      };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
      return {
        text: 'Não há caminho até este endereço.',
        advice: 'Verifique a internet deste computador e o endereço do DNS.',
      };
    default:
      return {
        text: `Ninguém atendeu na porta ${port} a tempo.`,
        advice: `Um firewall pode estar descartando a conexão, ou a operadora bloqueia a porta. ${HAIRPIN}`,
      };
  }
}

const HAIRPIN =
  'Há roteadores que não deixam chegar ao próprio IP público a partir da rede de dentro: confirme com um celular fora do Wi-Fi.';
