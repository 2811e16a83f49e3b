import type { Decided } from '../../../shared/app/record.ts';
import { record } from '../../../shared/app/record.ts';
import { commitShared } from '../../../shared/app/shared-study/commit-shared.ts';
import { lockedMeanwhile } from '../../../shared/app/shared-study/range-refusals.ts';
import type { Json } from '../../../shared/base/canonical-json.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { encodeContent } from '../../../shared/ledger/entry.ts';
import type { EntryContext, SignatureRecord } from '../../../shared/ledger/entry.ts';
import type { EventKind } from '../../../shared/ledger/events.ts';
import { readHead } from '../../../shared/store/ledger-store.ts';
import type { LedgerHead } from '../../../shared/store/ledger-store.ts';
import { keepWaiting } from '../../../shared/store/queries/sharing.ts';
import type { SqlDatabase } from '../../../shared/store/sql-database.ts';
import type { CoreState, Work } from './core-state.ts';
import { sharedOrder } from './shared-order.ts';

/** In a shared study these wait here for their place: people come in, and fail to, also while the hub is away. */
const waitable: readonly EventKind[] = ['signed-in', 'sign-in-failed', 'signature-failed'];

/** Records events that no command of the contract map covers: sign-in, users, keys; `beside` writes rows that no event makes. */
export function recordLifecycle(
  state: CoreState,
  work: Work,
  procedure: string,
  decided: readonly Decided[],
  beside: (db: SqlDatabase) => void = () => undefined,
): void {
  const { store } = work.opened;
  if (sharedOrder(state) !== null) return keepForLater(state, work, procedure, decided);
  const head = store.transaction(() => {
    beside(store.db);
    return recordNow(state, work, procedure, decided);
  });
  store.committed(head.sequence, head.deviceHash);
  changed(state, head.sequence, decided);
}

/** As `recordLifecycle`; where several consoles write the study, what is decided after what they recorded. */
export async function recordInOrder(
  state: CoreState,
  work: Work,
  procedure: string,
  decide: () => readonly Decided[],
): Promise<Result<null, Refusal>> {
  if (state.work !== work) return err(lockedMeanwhile);
  const order = sharedOrder(state);
  if (order === null) {
    recordLifecycle(state, work, procedure, decide());
    return ok(null);
  }
  const { store } = work.opened;
  const done = await commitShared({ store, ports: state.ports, order }, () => {
    recordNow(state, work, procedure, decide());
    return ok(null);
  });
  if (!done.ok) return done;
  const { applied } = done.value;
  if (applied !== null) {
    state.emit({ kind: 'changed', revision: applied.sequence, topics: applied.kinds });
  }
  return ok(null);
}

/** What an entry carries of the signature that its procedure asked for. */
export const signedWith = (
  signature: SignatureRecord | null,
): { readonly signature?: SignatureRecord } => (signature === null ? {} : { signature });

function changed(state: CoreState, revision: number, decided: readonly Decided[]): void {
  state.emit({ kind: 'changed', revision, topics: decided.map(({ event }) => event.kind) });
}

/** Must run inside the store's transaction. */
export function recordNow(
  state: CoreState,
  work: Work,
  procedure: string,
  decided: readonly Decided[],
): LedgerHead {
  const { store } = work.opened;
  const context = contextOf(state, work, procedure);
  return record({ store, ports: state.ports, sealer: work.sealer, context }, decided);
}

function contextOf(state: CoreState, work: Work, procedure: string): EntryContext {
  const { actor } = work.session;
  const now = state.ports.clock.now();
  return {
    at: now.instant,
    offsetMinutes: now.offsetMinutes,
    user: actor.user,
    printedName: actor.printedName,
    role: actor.role,
    environment: work.opened.store.environment,
    procedure,
    requestId: null,
  };
}

function keepForLater(
  state: CoreState,
  work: Work,
  procedure: string,
  decided: readonly Decided[],
): void {
  const { store } = work.opened;
  const context = contextOf(state, work, procedure);
  store.transaction(() => {
    for (const { event, reason, signature, secret } of decided) {
      if (!waitable.includes(event.kind) || secret !== undefined) {
        throw new Error(`${event.kind} cannot wait for its place in a shared study`);
      }
      const body = event.body as unknown as { readonly [key: string]: Json };
      const beside = { reason: reason ?? null, signature: signature ?? null };
      keepWaiting(store.db, encodeContent({ ...context, kind: event.kind, body, ...beside }));
    }
  });
  changed(state, readHead(store.db, store.device.device).sequence, decided);
}
