/** What the standard asks of a charge beside the form of its fields (pix.md 1.6, 1.7). */
import type { Cents } from '../../../domain/money.ts';
import type { ChargeKind, CobContent, CobvContent, Discount, Term } from '../store/pix/charge.ts';
import type { PixContext } from './context.ts';
import { centsOf } from './money.ts';
import { Refusal, type ProblemType, type Violation } from './refusal.ts';

export const operationType = (kind: ChargeKind): ProblemType =>
  kind === 'cob' ? 'CobOperacaoInvalida' : 'CobVOperacaoInvalida';

export const lookupType = (kind: ChargeKind): ProblemType =>
  kind === 'cob' ? 'CobConsultaInvalida' : 'CobVConsultaInvalida';

export const missingType = (kind: ChargeKind): ProblemType =>
  kind === 'cob' ? 'CobNaoEncontrado' : 'CobVNaoEncontrada';

/** Throws a Refusal with everything that the account or the terms forbid. */
export function checkCob(context: PixContext, content: CobContent): void {
  refuseIfAny('cob', keyViolations(context, 'cob', content.chave));
}

/** `isNew`: the due date is compared with today only when it is set. */
export function checkCobv(
  context: PixContext,
  content: CobvContent,
  { isNewDueDate }: { readonly isNewDueDate: boolean },
): void {
  refuseIfAny('cobv', [
    ...keyViolations(context, 'cobv', content.chave),
    ...(isNewDueDate ? dueDateViolations(context, content) : []),
    ...abatementViolations(content),
    ...discountViolations(content),
  ]);
}

function refuseIfAny(kind: ChargeKind, violations: readonly Violation[]): void {
  if (violations.length > 0) throw new Refusal(operationType(kind), violations);
}

function keyViolations(context: PixContext, kind: ChargeKind, key: string): readonly Violation[] {
  if (context.settings().keys.includes(key)) return [];
  return [
    { razao: 'A chave não pertence ao recebedor.', propriedade: `${kind}.chave`, valor: key },
  ];
}

function dueDateViolations(context: PixContext, { calendario }: CobvContent): readonly Violation[] {
  const { dataDeVencimento } = calendario;
  const today = context.today();
  const isTaken = context.settings().takesDueToday
    ? dataDeVencimento >= today
    : dataDeVencimento > today;
  if (isTaken) return [];
  return [
    {
      razao: 'A data de vencimento é anterior à criação da cobrança.',
      propriedade: 'cobv.calendario.dataDeVencimento',
      valor: dataDeVencimento,
    },
  ];
}

const isWhole = (percent: boolean, valorPerc: string, original: Cents): boolean =>
  centsOf(valorPerc) >= (percent ? 10_000 : original);

function abatementViolations({ valor }: CobvContent): readonly Violation[] {
  const { abatimento } = valor;
  if (abatimento === undefined) return [];
  const isAll = isWhole(abatimento.modalidade === 2, abatimento.valorPerc, centsOf(valor.original));
  return isAll ? [tooMuch('abatimento', abatimento)] : [];
}

const tooMuch = (name: string, { valorPerc }: Pick<Term, 'valorPerc'>): Violation => ({
  razao: `O ${name} é maior ou igual ao valor da cobrança.`,
  propriedade: `cobv.valor.${name}.valorPerc`,
  valor: valorPerc,
});

function discountViolations(content: CobvContent): readonly Violation[] {
  const { desconto } = content.valor;
  if (desconto === undefined) return [];
  return desconto.modalidade <= 2
    ? datedViolations(content, desconto)
    : dailyViolations(content, desconto);
}

function datedViolations(
  { valor, calendario }: CobvContent,
  { modalidade, valorPerc, descontoDataFixa = [] }: Discount,
): readonly Violation[] {
  const at = (razao: string, name: string): Violation => ({
    razao,
    propriedade: `cobv.valor.desconto.${name}`,
  });
  const original = centsOf(valor.original);
  return [
    ...(valorPerc === undefined
      ? []
      : [at('O valorPerc não cabe nas modalidades 1 e 2.', 'valorPerc')]),
    ...(descontoDataFixa.length > 0
      ? []
      : [at('As modalidades 1 e 2 precisam de datas.', 'descontoDataFixa')]),
    ...descontoDataFixa
      .filter((one) => isWhole(modalidade === 2, one.valorPerc, original))
      .map((one) => tooMuch('desconto', one)),
    ...descontoDataFixa
      .filter(({ data }) => data > calendario.dataDeVencimento)
      .map(() => at('O desconto passa da data de vencimento.', 'descontoDataFixa.data')),
  ];
}

function dailyViolations(
  { valor }: CobvContent,
  { modalidade, valorPerc, descontoDataFixa }: Discount,
): readonly Violation[] {
  const at = (razao: string, name: string): Violation => ({
    razao,
    propriedade: `cobv.valor.desconto.${name}`,
  });
  if (descontoDataFixa !== undefined)
    return [at('As modalidades de 3 a 6 não têm datas.', 'descontoDataFixa')];
  if (valorPerc === undefined)
    return [at('As modalidades de 3 a 6 precisam de valorPerc.', 'valorPerc')];
  return isWhole(modalidade >= 5, valorPerc, centsOf(valor.original))
    ? [tooMuch('desconto', { valorPerc })]
    : [];
}
