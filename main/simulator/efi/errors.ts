import { json, type Answer } from '../http.ts';

/**
 * A refusal in Efí's own shape. Thrown by whatever finds it and answered at one place, `answerEfi`.
 * `property` makes `error_description` an object, without it it is a plain string (efi.md 4.1).
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly property: string | undefined;
  readonly status: number;

  constructor(code: RefusalCode, detail: RefusalDetail = {}) {
    super(detail.message ?? known[code].message);
    this.name = 'Refusal';
    this.code = code;
    this.property = detail.property ?? ownProperty(code);
    this.status = detail.status ?? known[code].status;
  }
}

interface RefusalDetail {
  readonly property?: string;
  readonly message?: string;
  readonly status?: number;
}

interface Known {
  readonly error: string;
  readonly status: number;
  readonly message: string;
  readonly property?: string;
}

// Codes and meanings are efi.md 4.2. Names other than validation_error, property_does_not_exists and update_parcels,
// and HTTP statuses other than 400 (validation) and 500 (update_parcels), are guesses.
const known = {
  3500000: { error: 'internal_error', status: 500, message: 'Erro interno do servidor.' },
  3500001: {
    error: 'permission_denied',
    status: 403,
    message: 'A aplicação não tem permissão para este endpoint.',
  },
  3500007: {
    error: 'payment_type_unavailable',
    status: 400,
    message: 'O tipo de pagamento informado não está disponível.',
  },
  3500008: { error: 'unauthorized', status: 401, message: 'Requisição não autorizada.' },
  3500010: {
    error: 'property_does_not_exists',
    status: 400,
    message: 'A propriedade informada não existe.',
  },
  3500030: {
    error: 'payment_method_already_defined',
    status: 400,
    message: 'Esta transação já possui uma forma de pagamento definida.',
    property: 'id',
  },
  3500034: { error: 'validation_error', status: 400, message: 'Propriedade inválida.' },
  3500036: {
    error: 'invalid_payment_method',
    status: 400,
    message: 'A forma de pagamento da transação não é boleto bancário.',
    property: 'id',
  },
  3500038: {
    error: 'invalid_status',
    status: 400,
    message: 'Somente transações com status waiting ou unpaid podem ser alteradas.',
    property: 'status',
  },
  3500041: {
    error: 'validation_error',
    status: 400,
    message: 'O valor de repeats deve ser maior ou igual a 1.',
    property: '/repeats',
  },
  3500042: {
    error: 'invalid_json',
    status: 400,
    message: 'O parâmetro data deve ser um JSON.',
  },
  3500043: {
    error: 'invalid_status',
    status: 400,
    message: 'Somente transações com status new, link, waiting ou unpaid podem ser canceladas.',
    property: 'status',
  },
  3500044: {
    error: 'invalid_status',
    status: 400,
    message: 'A transação não pode ser paga no status atual.',
    property: 'status',
  },
  3500049: {
    error: 'quota_exceeded',
    status: 429,
    message: 'O limite de requisições deste endpoint foi excedido.',
  },
  3500066: {
    error: 'invalid_status',
    status: 400,
    message: 'Somente transações com status waiting podem ser reenviadas.',
    property: 'status',
  },
  3500069: {
    error: 'invalid_status',
    status: 400,
    message: 'Somente transações com status new, waiting ou unpaid podem ser marcadas como pagas.',
    property: 'status',
  },
  3500072: {
    error: 'account_blocked',
    status: 400,
    message: 'Não foi possível concluir a operação. Entre em contato com o suporte.',
  },
  3500083: {
    error: 'carnet_finished',
    status: 400,
    message: 'O carnê já está finalizado.',
    property: 'id',
  },
  3500084: {
    error: 'use_parcel_endpoint',
    status: 400,
    message: 'Esta transação é uma parcela de carnê: use o endpoint de parcelas.',
    property: 'id',
  },
  3500085: {
    error: 'balance_sheet_not_allowed',
    status: 400,
    message: 'Esta transação não aceita balancete.',
    property: 'id',
  },
  3500086: {
    error: 'balance_sheet_already_defined',
    status: 400,
    message: 'Esta transação já possui balancete.',
    property: 'id',
  },
  3500100: {
    error: 'use_carnet_endpoint',
    status: 400,
    message: 'Esta transação pertence a um carnê ou assinatura: use o endpoint correspondente.',
    property: 'id',
  },
  3500101: {
    error: 'update_parcels',
    status: 500,
    message: 'Não é possível antecipar o vencimento de uma parcela.',
  },
  4600007: {
    error: 'validation_error',
    status: 400,
    message: 'A data de vencimento deve ser maior ou igual à data atual.',
    property: 'expire_at',
  },
  4600009: {
    error: 'link_not_generated',
    status: 500,
    message: 'A cobrança foi criada, mas o link do boleto não pôde ser gerado.',
  },
  4600035: {
    error: 'service_unavailable',
    status: 400,
    message: 'Serviço indisponível para a conta.',
  },
  4600036: {
    error: 'value_too_low',
    status: 400,
    message: 'O valor da emissão é inferior ao mínimo de R$ 5,00.',
  },
  4600037: {
    error: 'value_too_high',
    status: 400,
    message: 'O valor da emissão é superior ao limite operacional da conta.',
  },
  4600059: {
    error: 'too_many_parcels',
    status: 400,
    message: 'O carnê pode ter no máximo 12 folhas.',
  },
  4600060: {
    error: 'validation_error',
    status: 400,
    message: 'A data informada é inválida.',
    property: 'expire_at',
  },
  4600100: {
    error: 'timeout',
    status: 500,
    message: 'Tempo esgotado ao validar a emissão, tente mais tarde.',
  },
  4600142: {
    error: 'inconsistent_registration',
    status: 400,
    message: 'Os dados cadastrais informados são inconsistentes.',
  },
  4600209: {
    error: 'daily_limit',
    status: 400,
    message: 'O limite diário de emissões para este cliente foi atingido.',
  },
  4600210: {
    error: 'identical_charges',
    status: 400,
    message: 'Não é permitido emitir três cobranças idênticas.',
  },
  4600211: {
    error: 'monthly_limit',
    status: 400,
    message: 'O limite mensal de emissões para este cliente foi atingido.',
  },
  4600222: {
    error: 'receiver_is_payer',
    status: 400,
    message: 'O recebedor e o pagador não podem ser a mesma pessoa.',
  },
  4600414: {
    error: 'validation_error',
    status: 400,
    message: 'A data de vencimento é posterior ao limite permitido.',
    property: 'expire_at',
  },
  4600521: {
    error: 'validation_error',
    status: 400,
    message: 'A data do desconto condicional é inválida.',
    property: 'until_date',
  },
  4600523: {
    error: 'value_too_low',
    status: 400,
    message: 'O valor com desconto é inferior ao mínimo de R$ 5,00.',
  },
  4699999: { error: 'unexpected_failure', status: 500, message: 'Falha inesperada.' },
} as const satisfies Record<number, Known>;

export type RefusalCode = keyof typeof known;

const ownProperty = (code: RefusalCode): string | undefined => {
  const entry: Known = known[code];
  return entry.property;
};

/** A wrong id or path parameter (efi.md 4.1). */
export const unknownProperty = (name: string): Refusal =>
  new Refusal(3500010, {
    property: name,
    message: `A propriedade [${name}] informada não existe.`,
  });

/** A token that tells nothing; an integrator of 2026 meets HTTP 404 here (efi.md 3.4). */
export const unknownToken = (): Refusal =>
  new Refusal(3500010, {
    property: 'token',
    message: 'A propriedade [token] informada não existe.',
    status: 404,
  });

/** The error of that code, whatever was asked: what a fault wants to see. */
export const answerWithCode = (code: number): Answer =>
  isKnown(code)
    ? refusalAnswer(new Refusal(code))
    : json(400, { code, error: 'error', error_description: 'Erro não catalogado.' });

const isKnown = (code: number): code is RefusalCode => code in known;

export function refusalAnswer({ code, property, message, status }: Refusal): Answer {
  const entry: Known = known[code];
  const error_description = property === undefined ? message : { property, message };
  return json(status, { code, error: entry.error, error_description });
}
