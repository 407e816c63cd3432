/** What a stored call may show: the structure of a body, never a secret and never a payer. */

const SECRET_KEYS = new Set([
  'Token',
  'access_token',
  'authToken',
  'authorization',
  'client_id',
  'client_secret',
  'gw-app-key',
  'gw-dev-app-key',
  'notificationUrl',
  'notification_url',
  'password',
  'paymentToken',
  'refresh_token',
  'secret',
  'token',
  // Carries the secret of our own address.
  'webhookUrl',
]);

/** A key that only an object about one person has: then every leaf of it is personal. */
const PERSON_MARK = 'cpfCnpj';

/** Objects of which every leaf is personal. */
const PERSONAL_TREES = new Set([
  // Of the token mode's XML; its `cliente` also holds charges.
  'Cliente',
  'clientes',
  'address',
  'billing',
  'customer',
  'devedor',
  'juridical_person',
  'payer',
  'pagador',
]);

const PERSONAL_KEYS = new Set([
  'billingAddressCity',
  'billingAddressComplement',
  'billingAddressNeighborhood',
  'billingAddressNumber',
  'billingAddressPostcode',
  'billingAddressState',
  'billingAddressStreet',
  'birth',
  'cnpj',
  'corporate_name',
  'cpf',
  'cpfcnpj',
  'customer_document',
  'email',
  'infoPagador',
  'nomeRazaoSocial',
  'phone',
  'payerCpfCnpj',
  'payerEmail',
  'payerName',
  'payerPhone',
  'phone_number',
  'street',
  'zipcode',
]);

const CPFS_AND_MOBILES = /\b\d{3}\.?\d{3}\.?\d{3}-?\d{2}\b/g;
const CNPJS = /\b[0-9A-Z]{2}\.?[0-9A-Z]{3}\.?[0-9A-Z]{3}\/?[0-9A-Z]{4}-?\d{2}\b/g;
const LANDLINES = /\b[1-9]{2}[2-5]\d{7}\b/g;
const EMAILS = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
/** The secret part of our own address, under whatever name a gateway keeps it. */
const CALLBACK_PATHS = /\/c\/[0-9A-Za-z]{32}(?![0-9A-Za-z])/g;
const BEARERS = /\b(Bearer|Basic)\s+[\w.~+/=-]+/gi;
const LONGEST_TEXT = 600;
const LONGEST_RECORD = 20_000;

/**
 * Masks CPF, CNPJ, telephone numbers, e-mail addresses, credentials and the secret of our callback address inside free
 * text, such as a gateway's message.
 */
export function maskText(text: string): string {
  return text
    .replace(BEARERS, '$1 ‹segredo›')
    .replace(CALLBACK_PATHS, '/c/‹segredo›')
    .replace(EMAILS, '‹oculto›')
    .replace(CNPJS, '‹oculto›')
    .replace(CPFS_AND_MOBILES, '‹oculto›')
    .replace(LANDLINES, '‹oculto›');
}

/** The same JSON value with secrets and personal values masked by key, and free text masked by form. */
export function maskJson(value: unknown): unknown {
  return maskUnder('', value);
}

/** A masked body as text for the log, cut where a gateway sends pictures or endless lists. */
export function maskedRecord(value: unknown): string {
  const text = JSON.stringify(maskJson(value), null, 1);
  return text.length > LONGEST_RECORD ? `${text.slice(0, LONGEST_RECORD)}…` : text;
}

function maskUnder(key: string, value: unknown): unknown {
  if (SECRET_KEYS.has(key)) return '‹segredo›';
  if (PERSONAL_KEYS.has(key) || PERSONAL_TREES.has(key)) return hideLeaves(value);
  if (Array.isArray(value)) return value.map((item: unknown) => maskUnder('', item));
  if (isRecord(value))
    return PERSON_MARK in value ? hideLeaves(value) : mapValues(value, maskUnder);
  return typeof value === 'string' ? maskText(shorten(value)) : value;
}

function hideLeaves(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hideLeaves);
  if (isRecord(value)) return mapValues(value, (_key, inner) => hideLeaves(inner));
  // The length alone often tells why a gateway refused the field.
  if (typeof value === 'string' || typeof value === 'number')
    return `‹oculto: ${String(value).length}›`;
  return value;
}

function shorten(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, 60)}… (${text.length})` : text;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function mapValues(
  record: Readonly<Record<string, unknown>>,
  change: (key: string, value: unknown) => unknown,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, change(key, value)]),
  );
}
