/** What the simulated token mode is called, and the token that it takes. */
export const TOKEN_ID = 'gerencianet-token';

/** The one value beside a real token's 32 hexadecimal digits that is accepted. */
export const TOKEN = 'sandbox-token';
