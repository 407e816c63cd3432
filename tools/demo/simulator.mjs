/** The simulated gateway's own book, asked from outside as any client could: the witness of the demonstration. */

/**
 * @typedef {object} SimulatedCharge
 * @property {string} id
 * @property {string | null} groupId of the carnê
 * @property {number | null} parcel
 * @property {string} status
 * @property {number} totalCents
 * @property {string | null} linha
 * @property {string | null} pixPayload
 * @property {readonly unknown[]} callbacks
 */

/**
 * @param {number} port
 */
export function simulatorAt(port) {
  const base = `http://127.0.0.1:${String(port)}/control`;
  /**
   * @param {'GET' | 'PUT' | 'POST'} method
   * @param {string} path
   * @param {unknown} [body]
   * @returns {Promise<any>}
   */
  const ask = async (method, path, body) => {
    const response = await fetch(`${base}${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${String(response.status)} ${await response.text()}`);
    }
    return response.json();
  };
  return {
    /** @returns {Promise<readonly SimulatedCharge[]>} */
    charges: async (gateway = 'efi') => (await ask('GET', `/${gateway}/charges`)).charges,
    /** @returns {Promise<readonly { readonly charge: string, readonly paidCents: number, readonly feeCents: number }[]>} */
    ledger: async (gateway = 'efi') => (await ask('GET', `/${gateway}/ledger`)).entries,
    /**
     * The payer pays what is due today.
     *
     * @param {string} gateway its id at the simulator, such as `pix-bb`
     * @param {string} charge
     */
    pay: (gateway, charge) =>
      ask('POST', `/${gateway}/charges/${encodeURIComponent(charge)}/pay`, {}),
    /** @param {readonly object[]} faults */
    setFaults: (faults) => ask('PUT', '/faults', { faults }),
    /** @param {number} ms by which its clock is moved; what falls due on the way happens */
    advance: (ms) => ask('POST', '/clock', { advanceMs: ms }),
  };
}
