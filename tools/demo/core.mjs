/** The core, asked over the bridge as the page asks it: for what a step is not about, and to count what it did. */

/** @typedef {import('../../preload/contract/api.ts').CallName} CallName */
/** @typedef {import('../../preload/contract/events.ts').Bridge} Bridge */

/**
 * @template {CallName} N
 * @param {import('playwright-core').Page} page
 * @param {N} name
 * @param {import('../../preload/contract/api.ts').Input<N>} input
 * @returns {Promise<import('../../preload/contract/api.ts').Output<N>>}
 * @throws {Error} with the failure in words
 */
export async function askCore(page, name, input) {
  const result =
    /** @type {import('../../preload/contract/result.ts').Result<import('../../preload/contract/api.ts').Output<N>>} */ (
      await page.evaluate(
        ([call, value]) =>
          /** @type {{ baixa: Bridge }} */ (/** @type {unknown} */ (globalThis)).baixa.call(
            call,
            value,
          ),
        /** @type {const} */ ([name, input]),
      )
    );
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.failure)}`);
  return result.value;
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} label
 */
export async function accountIdOf(page, label) {
  const accounts = await askCore(page, 'accounts.list', {});
  return accounts.find((account) => account.label === label)?.id ?? 0;
}

/**
 * @param {import('playwright-core').Page} page
 * @param {number} tituloId
 */
export async function chargeOf(page, tituloId) {
  const { number, charge } = await askCore(page, 'titulos.get', { id: tituloId });
  if (charge === null) throw new Error(`Título ${String(number)} has no charge`);
  const { gatewayId, linha, pixPayload } = charge;
  return { number, gatewayId: gatewayId ?? '', linha, pixPayload };
}
