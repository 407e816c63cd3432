import { simulatedStatusText } from '../../text/simulator.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { Tone } from '../../ui/tone.ts';

/** By our words for the gateways' statuses; any other is plain. */
const tones: readonly (readonly [Tone, RegExp])[] = [
  ['good', /^(Paga|Recebida|Finalizada|Concluída|Confirmada|Marcada)/],
  ['waiting', /^(Nova|Aguardando|Ativa|Link|Em processamento)/],
  ['attention', /^(Identificada|Aprovada|Autorizada|Devolução pedida|Contestada)/],
  ['bad', /^(Vencida|Falhou)/],
  ['ended', /^(Expirada|Cancelada|Removida|Devolvida)/],
];

/** A gateway's status in our word, with its own beside it for who looks closely. */
export function ChargeStatus({ status }: { readonly status: string }) {
  const label = simulatedStatusText(status);
  const tone = tones.find(([, words]) => words.test(label ?? ''))?.[0] ?? 'plain';
  return (
    <span title={status}>
      <StatusBadge tone={tone} label={label ?? status} />
    </span>
  );
}
