import type { Decided } from '../../../shared/app/record.ts';
import { record } from '../../../shared/app/record.ts';
import type { SqlDatabase } from '../../../shared/store/sql-database.ts';
import type { CoreState, Work } from './core-state.ts';

/** Records events that no command of the contract map covers: sign-in, users, keys; `beside` writes rows that no event makes. */
export function recordLifecycle(
  state: CoreState,
  work: Work,
  procedure: string,
  decided: readonly Decided[],
  beside: (db: SqlDatabase) => void = () => undefined,
): void {
  const { store } = work.opened;
  const { actor } = work.session;
  const now = state.ports.clock.now();
  const head = store.transaction(() => {
    beside(store.db);
    return record(
      {
        store,
        ports: state.ports,
        sealer: work.sealer,
        context: {
          at: now.instant,
          offsetMinutes: now.offsetMinutes,
          user: actor.user,
          printedName: actor.printedName,
          role: actor.role,
          environment: store.environment,
          procedure,
          requestId: null,
        },
      },
      decided,
    );
  });
  store.committed(head.sequence, head.deviceHash);
  state.emit({
    kind: 'changed',
    revision: head.sequence,
    topics: decided.map(({ event }) => event.kind),
  });
}
