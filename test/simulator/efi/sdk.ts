import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Wire } from '../harness.ts';

const require = createRequire(import.meta.url);
const root = join(require.resolve('sdk-node-apis-efi/package.json'), '..');

type Call = (...input: readonly object[]) => Promise<Wire>;

type CallName =
  | 'createCharge'
  | 'createOneStepCharge'
  | 'definePayMethod'
  | 'detailCharge'
  | 'listCharges'
  | 'updateChargeMetadata'
  | 'updateBillet'
  | 'cancelCharge'
  | 'settleCharge'
  | 'sendBilletEmail'
  | 'createChargeHistory'
  | 'defineBalanceSheetBillet'
  | 'createCarnet'
  | 'detailCarnet'
  | 'updateCarnetMetadata'
  | 'updateCarnetParcel'
  | 'updateCarnetParcels'
  | 'cancelCarnet'
  | 'cancelCarnetParcel'
  | 'settleCarnet'
  | 'settleCarnetParcel'
  | 'sendCarnetEmail'
  | 'sendCarnetParcelEmail'
  | 'createCarnetHistory'
  | 'getNotification';

export type Sdk = Readonly<Record<CallName, Call>>;

/**
 * The official SDK 2.0.1 with nothing changed but its base URL, which it keeps in a module of its own
 * (reference sheet of Efí, section 8).
 */
export async function openSdk(baseUrl: string, credentials: object = {}): Promise<Sdk> {
  const path = join(root, 'dist/esm/constants/endpoints.js');
  const { endpoints }: Wire = await import(pathToFileURL(path).href);
  endpoints.APIS.DEFAULT.URL.SANDBOX = baseUrl;
  const { default: EfiPay } = (await import('sdk-node-apis-efi')) as unknown as {
    readonly default: new (options: object) => Sdk;
  };
  return new EfiPay({
    sandbox: true,
    client_id: 'Client_Id_sandbox',
    client_secret: 'Client_Secret_sandbox',
    ...credentials,
  });
}

/** What the SDK's zod schema of an answer finds wrong; it exports the schemas and never runs them. */
export async function wrongInAnswer(schema: string, answer: unknown): Promise<readonly string[]> {
  const path = join(root, 'dist/esm/types/chargeResponses.js');
  const schemas: Record<string, Schema> = await import(pathToFileURL(path).href);
  const { error } = schemas[schema]?.safeParse(answer) ?? missing(schema);
  return error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? [];
}

interface Schema {
  safeParse(value: unknown): {
    readonly error?: {
      readonly issues: readonly { readonly path: readonly unknown[]; readonly message: string }[];
    };
  };
}

const missing = (schema: string): never => {
  throw new Error(`The SDK has no ${schema}`);
};
