/** Marks a branch that the types rule out; reaching it is a defect. */
export function assertNever(value: never): never {
  throw new Error(`unreachable value: ${JSON.stringify(value)}`);
}
