/** Refusals of Boleto Fácil: a text in Portuguese, no code (juno.md 1.8). */
import { formatAmount, type Cents } from '../../../domain/money.ts';

/** Thrown by whatever finds it and answered at one place, `answerBoletoFacil`. */
export class Refusal extends Error {
  /** HTTP status where it is not the one of the settings. */
  readonly status: number | undefined;

  /** @param message the `errorMessage` of the answer */
  constructor(message: string, status?: number) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
  }
}

export const missing = (name: string): Refusal =>
  new Refusal(`Parâmetro obrigatório '${name}' não está presente`);

/** Of a charge that is unknown or cannot be cancelled any more. */
export const invalidCharge = (): Refusal => new Refusal('Cobrança inválida');

export const noBeginning = (): Refusal =>
  new Refusal('Favor informar a data de início de vencimento ou de pagamento');

export const belowMinimum = (minimum: Cents): Refusal =>
  new Refusal(`Valor mínimo para cobrança é de R$ ${formatAmount(minimum)}`);

/** The texts from here on are guesses. */
export const aboveMaximum = (maximum: Cents): Refusal =>
  new Refusal(`Valor máximo para cobrança é de R$ ${formatAmount(maximum)}`);

export const invalid = (name: string): Refusal => new Refusal(`Parâmetro '${name}' inválido`);

export const tooLong = (name: string, max: number): Refusal =>
  new Refusal(`Parâmetro '${name}' deve ter no máximo ${String(max)} caracteres`);

export const invalidToken = (): Refusal => new Refusal('Token inválido');

export const unknownPayment = (): Refusal => new Refusal('Pagamento inválido ou não encontrado');

export const wrongVerb = (): Refusal => new Refusal('Método não permitido', 405);

export const unknownCall = (): Refusal => new Refusal('Chamada desconhecida', 404);

export const tooManyRequests = (): Refusal => new Refusal('Limite de requisições atingido', 429);
