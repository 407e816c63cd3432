/** What each gateway takes as a callback URL, beyond being reachable. */

export type CallbackUrlProblem = 'too-long' | 'needs-https';

interface UrlRule {
  /** Characters of the whole URL, path and query included; absent where no limit is known. */
  readonly maxLength?: number;
  readonly needsHttps?: boolean;
}

/**
 * Efí: `metadata.notification_url`, API Cobranças. Banco do Brasil: `webhookUrl`, API Pix. Efí Pix: `webhookUrl`, TLS 1.2.
 * Of Juno, Asaas and the token mode no limit is known.
 */
const rules = {
  efi: { maxLength: 255 },
  'gerencianet-token': {},
  'boleto-facil': {},
  juno: {},
  asaas: {},
  'pix-bb': { maxLength: 140, needsHttps: true },
  'pix-efi': { needsHttps: true },
} as const satisfies Readonly<Record<string, UrlRule>>;

export type CallbackUrlTaker = keyof typeof rules;

/** The gateways with rules, Pix by bank. */
export const callbackUrlTakers = Object.keys(rules) as readonly CallbackUrlTaker[];

export interface CallbackUrlFinding {
  readonly problem: CallbackUrlProblem;
  readonly text: string;
}

/** @param url the whole callback URL, as the gateway will be told it */
export function findCallbackUrlProblems(
  url: string,
  taker: CallbackUrlTaker,
): readonly CallbackUrlFinding[] {
  const rule: UrlRule = rules[taker];
  const findings: CallbackUrlFinding[] = [];
  if (rule.maxLength !== undefined && url.length > rule.maxLength)
    findings.push({
      problem: 'too-long',
      text: `O endereço do aviso tem ${url.length} caracteres e este gateway aceita ${rule.maxLength}. Use um nome mais curto.`,
    });
  if (rule.needsHttps === true && !url.startsWith('https://'))
    findings.push({
      problem: 'needs-https',
      text: 'Este gateway só aceita endereços https. Use o túnel ou um certificado próprio; sem isso, o Pix continua sendo baixado por consulta.',
    });
  return findings;
}
