/**
 * What the core tells its windows. `changed` follows a commit: the window refetches what it shows.
 * `progress` reports long work; `session` says that the session was opened or locked.
 */
export type CoreEvent =
  | {
      readonly kind: 'changed';
      /** Position of the last ledger entry. */
      readonly revision: number;
      /** Nouns that changed, e.g. `kit`, `subject`. */
      readonly topics: readonly string[];
    }
  | {
      readonly kind: 'progress';
      readonly job: string;
      readonly done: number;
      readonly total: number;
      readonly message: string;
    }
  | { readonly kind: 'session'; readonly state: 'signed-in' | 'locked' };
