/** Why a row of the outbox waits. */

/** Another charge of the same título and instrument can still be paid. */
export const OTHER_CHARGE_LIVE = 'other-charge-live';
/** The payer has had as many charges as the gateway takes on one day or in one month. */
export const PAYER_LIMIT = 'payer-limit';
