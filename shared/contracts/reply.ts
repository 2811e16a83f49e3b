import type { Refusal } from '../base/refusal.ts';

/** One call at the door: the name of a procedure, its untrusted input, and an id that makes a command repeatable. */
export interface Request {
  readonly name: string;
  readonly input: unknown;
  /** Commands only. A repeated id returns the stored reply instead of acting twice. */
  readonly requestId?: string;
}

/** A place in the input that did not parse: `path` in dotted form, what was expected there. */
export interface InputIssue {
  readonly path: string;
  readonly expected: string;
}

/** Everything that can come back through the door. `Internal` carries only an incident number; details stay in the log. */
export type Reply<T = unknown> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'invalid-input'; readonly issues: readonly InputIssue[] }
  | { readonly kind: 'forbidden'; readonly message: string }
  | { readonly kind: 'unknown-procedure'; readonly name: string }
  | { readonly kind: 'internal'; readonly incident: string };
