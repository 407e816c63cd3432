/** How much of a stranger's file is read. Beyond these a file is refused as a whole, before anything is changed. */
export const IMPORT_LIMITS = {
  bytes: 50 * 1024 * 1024,
  rows: 200_000,
  columns: 300,
  /** Characters of one cell. */
  cell: 10_000,
} as const;

/** Rows that are read, checked and staged at once: small enough that windows and listener never wait. */
export const CHUNK_ROWS = 250;
