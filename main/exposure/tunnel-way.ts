import type { TunnelState } from './tunnel/state.ts';
import { tunnelText } from './tunnel/texts.ts';
import { openTunnel } from './tunnel/tunnel.ts';
import type { OpenWay, WayInState } from './way-in.ts';

/** A name at a localtunnel server. A visit of our own goes out to the server and comes back in: it can refute. */
export function tunnelWay(options: Parameters<typeof openTunnel>[0]): OpenWay {
  return (changed) => {
    const tunnel = openTunnel(options, changed);
    return {
      kind: 'tunnel',
      isRefutable: true,
      state: () => wayStateOf(tunnel.state()),
      renew: (cause) => tunnel.renew(cause),
      close: () => tunnel.close(),
    };
  };
}

function wayStateOf(state: TunnelState): WayInState {
  const { happened, next } = tunnelText(state);
  const text = next === '' ? happened : `${happened} ${next}`;
  if (state.kind === 'open') return { phase: 'open', baseUrl: state.url, text };
  if (state.kind === 'opening') return { phase: 'opening', text };
  return { phase: 'down', text, isFinal: state.kind === 'refused' || state.kind === 'closed' };
}
