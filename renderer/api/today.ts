import { civilDateOf, type CivilDate } from '../../domain/civil-date.ts';
import { fromMs } from '../../domain/instant.ts';

/** The civil date of now in São Paulo, for what a form proposes. What counts is decided by the core. */
export function today(): CivilDate {
  return civilDateOf(fromMs(Date.now()));
}
