/** Closes a switch over a union: a member that was forgotten does not compile, and throws if it arrives anyway. */
export function assertNever(value: never): never {
  throw new TypeError(`Unhandled case: ${JSON.stringify(value)}`);
}
