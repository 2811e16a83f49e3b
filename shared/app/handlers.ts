import type { Refusal } from '../base/refusal.ts';
import type { Result } from '../base/result.ts';
import type { Contracts, OutputOf, ParsedInputOf, ProcedureName } from '../contracts/index.ts';
import type { SignatureRecord } from '../ledger/entry.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import type {
  Actor,
  BreakKeys,
  DeviceSigner,
  Job,
  Moment,
  Ports,
  Sealer,
  WorkbookSheet,
} from './ports.ts';
import type { Decided } from './record.ts';

/** What a query may look at. */
export interface QueryContext {
  readonly db: SqlDatabase;
  readonly actor: Actor;
  readonly now: Moment;
  readonly environment: 'PROD' | 'UAT';
  readonly sealer: Sealer | null;
  readonly ports: Ports;
  /** Signs what leaves the study. */
  readonly device: DeviceSigner;
}

/** What a command may look at and draw from. Nothing here writes. */
export interface CommandContext extends QueryContext {
  /** Proven by full authentication just now; null when the contract asks for none. */
  readonly signedBy: Omit<SignatureRecord, 'digest'> | null;
  /** Keys to sealed treatments, for a command that needs them; null otherwise. */
  readonly breakKeys: BreakKeys | null;
  readonly job: Job;
  /** Sheets of the uploaded `file` when it is a workbook: reading one waits, so the door does it beforehand. */
  readonly workbook: readonly WorkbookSheet[] | null;
}

export interface Decision<T> {
  readonly events: readonly Decided[];
  readonly value: T;
}

/** Reads first, in one go; may then take its time to render a document from what it read. */
export type QueryHandler<N extends ProcedureName> = (
  context: QueryContext,
  input: ParsedInputOf<N>,
) => Result<OutputOf<N>, Refusal> | Promise<Result<OutputOf<N>, Refusal>>;

export type CommandHandler<N extends ProcedureName> = (
  context: CommandContext,
  input: ParsedInputOf<N>,
) => Result<Decision<OutputOf<N>>, Refusal>;

/** `signature` is that of the signer over the input; null where the contract asks for none, or the handler checks it. */
export type LifecycleHandler<N extends ProcedureName> = (
  input: ParsedInputOf<N>,
  signature: SignatureRecord | null,
) => Promise<Result<OutputOf<N>, Refusal>>;

type OfKind<K extends string> = {
  [N in ProcedureName]: Contracts[N]['kind'] extends K ? N : never;
}[ProcedureName];

export type QueryName = OfKind<'query'>;
export type CommandName = OfKind<'command'>;
export type LifecycleName = OfKind<'lifecycle'>;

export type QueryHandlers = { readonly [N in QueryName]: QueryHandler<N> };
export type CommandHandlers = { readonly [N in CommandName]: CommandHandler<N> };
export type LifecycleHandlers = { readonly [N in LifecycleName]: LifecycleHandler<N> };
