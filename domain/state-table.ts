/** One allowed change of state and what brings it about. */
export interface Move<State extends string, Trigger extends string> {
  readonly to: State;
  readonly trigger: Trigger;
}

/** From each state, the moves it allows. A state without moves is final. */
export type StateTable<State extends string, Trigger extends string> = Readonly<
  Record<State, readonly Move<State, Trigger>[]>
>;

/** Every state that can be reached from `starts`, the starts included. */
export function reachableFrom<State extends string, Trigger extends string>(
  table: StateTable<State, Trigger>,
  starts: readonly State[],
): ReadonlySet<State> {
  const seen = new Set<State>(starts);
  for (const state of seen) for (const move of table[state]) seen.add(move.to);
  return seen;
}
