/**
 * A typed "no": names the rule that was broken, the value that broke it and what to do next.
 * The same shape reaches the screens, the command line and the ledger.
 */
export interface Refusal {
  /** Stable kebab-case code of the rule, e.g. `mti-too-small`. */
  readonly rule: string;
  /** One sentence for a person, with the value that broke the rule. */
  readonly message: string;
  /** Facts that led to the refusal, one sentence each; empty when the message says it all. */
  readonly because: readonly string[];
  /** The next step that helps. */
  readonly next: string;
}

export const refusal = (
  rule: string,
  message: string,
  next: string,
  because: readonly string[] = [],
): Refusal => ({ rule, message, because, next });
