import type { z } from 'zod';
import type { Role } from '../domain/access/roles.ts';

export type ProcedureKind = 'query' | 'command' | 'lifecycle';

/**
 * One thing that can be asked of the core.
 * `query` reads; `command` writes ledger entries in one transaction and may be repeated by its request id;
 * `lifecycle` opens, makes or closes a store and runs outside any transaction.
 */
export interface ProcedureContract<
  Kind extends ProcedureKind = ProcedureKind,
  In extends z.ZodType = z.ZodType,
  Out extends z.ZodType = z.ZodType,
> {
  readonly kind: Kind;
  /** One sentence, shown by `--help` and in the role table. */
  readonly summary: string;
  readonly input: In;
  readonly output: Out;
  /** Who may call; `anyone` also before sign-in. */
  readonly roles: readonly Role[] | 'anyone' | 'signed-in';
  /** Whether somebody who must still change a first passphrase may ask. */
  readonly firstPassphrase?: 'allowed';
  /** `beside`: reads what it needs at once, then computes and holds nobody up; other requests go on meanwhile. */
  readonly runs?: 'beside';
  /** Which file it needs: the study when absent, a site's file, or either. */
  readonly store?: 'site' | 'any';
  /**
   * `unblinding-key`: refused unless the session holds the unblinding key. `break-key`: the signature opens the keys
   * to the sealed treatments of the signer's own subjects, for this one command.
   */
  readonly needs?: 'unblinding-key' | 'break-key';
  /** `once`: the reply is given one time and not kept for a repeated request. */
  readonly reply?: 'once';
  /** What the person declares by signing; set when the command must carry that many different signatures. */
  readonly signatures?: {
    readonly count: 1 | 2;
    readonly meaning: string;
    /** Its handler authenticates the signer itself: before anybody is signed in, or by rules of its own. */
    readonly checked?: 'by-handler';
  };
}

export const define = <Kind extends ProcedureKind, In extends z.ZodType, Out extends z.ZodType>(
  contract: ProcedureContract<Kind, In, Out>,
): ProcedureContract<Kind, In, Out> => contract;
