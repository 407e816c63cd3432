/** One cell of a list, read as the field that its column is. */
import { parseCep } from '../../../domain/cep.ts';
import { dayOfMonth, parseBrazilianDate } from '../../../domain/civil-date.ts';
import { parseEmailField } from '../../../domain/email.ts';
import { parseMoney, type Cents } from '../../../domain/money.ts';
import { formatPhone, parsePhone, type Phone } from '../../../domain/phone.ts';
import { parseUf, type Uf } from '../../../domain/uf.ts';
import type { Billing } from '../../store/contracts.ts';
import { foldText } from '../../store/open.ts';
import { problem, type ImportProblem } from './problems.ts';

export interface Reading<T> {
  /** undefined when the cell is empty, says nothing, or cannot be read. */
  readonly value?: T;
  readonly problems: readonly ImportProblem[];
}

export const NOTHING: Reading<never> = { problems: [] };

/** `="0123"`: how some systems keep a spreadsheet from reading a number. */
const AS_FORMULA = /^="(.*)"$/s;

/** The text of a cell without what only told a spreadsheet that it is text. */
export function cleanCell(cell: string): string {
  return cell.trim().replace(AS_FORMULA, '$1').replace(/^'/, '').trim();
}

/** Letters and digits alone, folded: how words of a closed list are told. */
export function wordKey(text: string): string {
  return foldText(text.normalize('NFKD')).replace(/[^a-z0-9]/g, '');
}

export function readEmail(text: string): Reading<string> {
  const { emails, unreadable } = parseEmailField(text);
  const [first] = emails;
  if (first === undefined) return { problems: [problem('email-unreadable', 'email', text)] };
  const isWhole = emails.length === 1 && unreadable.length === 0;
  return { value: first, problems: isWhole ? [] : [problem('email-first-only', 'email', first)] };
}

/** Several numbers in one cell: the first one that can be read counts. */
export function readPhone(text: string): Reading<string> {
  const candidates = [text, ...text.split(/[/;,|]|\se\s|\sou\s/i)];
  const phone = candidates.map(parsePhone).find((found) => found !== undefined);
  if (phone !== undefined) return { value: phone, problems: [] };
  const mended = candidates.map(withNinthDigit).find((found) => found !== undefined);
  if (mended !== undefined)
    return {
      value: mended,
      problems: [problem('phone-ninth-digit', 'phone', formatPhone(mended))],
    };
  return { problems: [problem('phone-unreadable', 'phone', text)] };
}

/** Mobiles of eight digits from 6 to 9 were given a 9 in front (exchange 6.1). */
function withNinthDigit(text: string): Phone | undefined {
  const digits = text.replace(/\D/g, '').replace(/^0+/, '');
  const [, areaCode = '', number = ''] = /^(?:55)?(\d{2})([6-9]\d{7})$/.exec(digits) ?? [];
  return number === '' ? undefined : parsePhone(`${areaCode}9${number}`);
}

const STATE_NAMES: Readonly<Record<string, Uf>> = {
  acre: 'AC',
  alagoas: 'AL',
  amazonas: 'AM',
  amapa: 'AP',
  bahia: 'BA',
  ceara: 'CE',
  distritofederal: 'DF',
  espiritosanto: 'ES',
  goias: 'GO',
  maranhao: 'MA',
  minasgerais: 'MG',
  matogrossodosul: 'MS',
  matogrosso: 'MT',
  para: 'PA',
  paraiba: 'PB',
  pernambuco: 'PE',
  piaui: 'PI',
  parana: 'PR',
  riodejaneiro: 'RJ',
  riograndedonorte: 'RN',
  rondonia: 'RO',
  roraima: 'RR',
  riograndedosul: 'RS',
  santacatarina: 'SC',
  sergipe: 'SE',
  saopaulo: 'SP',
  tocantins: 'TO',
};

/** `sp`, `São Paulo`. */
export function readState(text: string): Reading<string> {
  const uf = parseUf(text) ?? STATE_NAMES[wordKey(text)];
  if (uf === undefined) return { problems: [problem('state-unknown', 'state', text)] };
  return { value: uf, problems: [] };
}

export function readPostalCode(text: string): Reading<string> {
  const cep = parseCep(text);
  if (cep === undefined)
    return { problems: [problem('postal-code-unreadable', 'postalCode', text)] };
  return { value: cep, problems: [] };
}

/** A day alone, or that of a date. */
export function readDueDay(text: string): Reading<number> {
  const day = dueDayOf(text);
  if (day === undefined) return { problems: [problem('due-day-unreadable', 'dueDay', text)] };
  return { value: day, problems: [] };
}

export function dueDayOf(text: string): number | undefined {
  const [, digits] = /^(?:dia\s*)?(\d{1,2})(?:[.,]0)?$/i.exec(text) ?? [];
  if (digits !== undefined) {
    const day = Number(digits);
    return day >= 1 && day <= 31 ? day : undefined;
  }
  const date = parseBrazilianDate(text);
  return date === undefined ? undefined : dayOfMonth(date);
}

export function readPrice(text: string): Reading<Cents> {
  const price = parseMoney(text);
  if (price === undefined || price < 0)
    return { problems: [problem('price-unreadable', 'price', text)] };
  // A courtesy: the client comes in without a price of its own.
  if (price === 0) return { problems: [problem('price-zero', 'price', text)] };
  return { value: price, problems: [] };
}

/** A blocked client is still one that is charged. */
const ACTIVE_WORDS = new Set(
  's,sim,1,true,verdadeiro,a,ativo,ativa,ativado,ativada,habilitado,liberado,normal,online,emdia,inadimplente,b,bloqueado,bloqueada,suspenso,suspensa,reduzido,y,yes,x'.split(
    ',',
  ),
);
const INACTIVE_WORDS = new Set(
  'n,nao,0,false,falso,i,inativo,inativa,d,desativado,desativada,desabilitado,c,cancelado,cancelada,desistente,encerrado,encerrada,excluido,rescindido,no'.split(
    ',',
  ),
);

export function readStatus(text: string): Reading<boolean> {
  const key = wordKey(text);
  if (ACTIVE_WORDS.has(key)) return { value: true, problems: [] };
  if (INACTIVE_WORDS.has(key)) return { value: false, problems: [] };
  return { problems: [problem('status-unreadable', 'isActive', text)] };
}

const BILLING_WORDS: Readonly<Record<string, Billing>> = {
  titulo: 'titulo',
  titulos: 'titulo',
  boleto: 'titulo',
  boletos: 'titulo',
  mensal: 'titulo',
  fatura: 'titulo',
  fat: 'titulo',
  carne: 'carne',
  carnes: 'carne',
  car: 'carne',
};

export function readBilling(text: string): Reading<Billing> {
  const billing = BILLING_WORDS[wordKey(text)];
  if (billing === undefined) return { problems: [problem('billing-unreadable', 'billing', text)] };
  return { value: billing, problems: [] };
}
