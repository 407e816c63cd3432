/** The tray's words: the light of the way in, and what waits. Counts only, never names. */
import type { Picture, TrayLight } from './picture.ts';

const lightTexts: Readonly<Record<TrayLight, string>> = {
  none: 'Nenhum caminho de entrada configurado',
  locked: 'Bloqueado: abra e digite a senha',
  confirmed: 'Caminho de entrada confirmado',
  unknown: 'Caminho de entrada ainda não confirmado',
  failed: 'Caminho de entrada fora do ar',
};

export function lightText({ light, isListening }: Picture): string {
  return isListening ? lightTexts[light] : 'A porta dos retornos não abriu';
}

/** One line for each thing that waits; empty when nothing does. */
export function waitingLines(picture: Picture): readonly string[] {
  const { sending, unknown, failed, reviews, refused } = picture;
  return [
    counted(reviews, ['pagamento espera decisão', 'pagamentos esperam decisão']),
    counted(refused.length, [
      'conta com credenciais recusadas',
      'contas com credenciais recusadas',
    ]),
    counted(failed, ['envio recusado', 'envios recusados']),
    counted(unknown, ['envio em conferência', 'envios em conferência']),
    counted(sending, ['envio na fila', 'envios na fila']),
  ].filter((line) => line !== '');
}

/** Whether something waits that only the operator can do. */
export function needsOperator({ light, isListening, reviews, refused }: Picture): boolean {
  return !isListening || light === 'locked' || reviews > 0 || refused.length > 0;
}

/** Windows shows no more of a tip. */
const LONGEST_TIP = 127;

export function tipText(picture: Picture): string {
  const lines = ['Baixa', lightText(picture), ...waitingLines(picture)];
  return lines.join('\n').slice(0, LONGEST_TIP);
}

function counted(count: number, [one, many]: readonly [string, string]): string {
  if (count === 0) return '';
  return `${count.toLocaleString('pt-BR')} ${count === 1 ? one : many}`;
}
