import type { LifecycleHandlers, QueryContext } from '../../../shared/app/handlers.ts';
import { compareSettings, nightsQuestion } from '../../../shared/app/resupply/compare.ts';
import {
  checkedPresets,
  checkLeakOf,
  leakQuestion,
} from '../../../shared/app/resupply/leak-check.ts';
import {
  recordedRun,
  replayDifferences,
  ruleAgrees,
} from '../../../shared/app/resupply/past-runs.ts';
import type { RecordedRun } from '../../../shared/app/resupply/past-runs.ts';
import type { KeyedContext } from '../../../shared/app/resupply/propose-run.ts';
import { requireSealer } from '../../../shared/app/require-sealer.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { EntryContent } from '../../../shared/ledger/entry.ts';
import type { Instant } from '../../../shared/base/instant.ts';
import { pastTables } from '../store-file/past-tables.ts';
import type { CoreState, Work } from './core-state.ts';
import { withPool } from './with-pool.ts';

function workOf(state: CoreState): Work {
  if (state.work === null) throw new Error('nobody is signed in');
  return state.work;
}

/** The study as a query sees it. */
function contextOf(state: CoreState): QueryContext {
  const { opened, session } = workOf(state);
  const { db, environment, device } = opened.store;
  const { actor, sealer } = session;
  const context = { db, environment, device, actor, sealer, ports: state.ports };
  return { ...context, now: state.ports.clock.now() };
}

const keyed = (context: QueryContext): KeyedContext => ({
  ...context,
  sealer: requireSealer(context),
});

export const compareResupply =
  (state: CoreState): LifecycleHandlers['resupply.compare'] =>
  async ({ job, ...asked }) => {
    const question = nightsQuestion(keyed(contextOf(state)), asked);
    if (!question.ok) return question;
    return withPool(state, job, 'playing the nights', (pool, run) =>
      compareSettings(question.value, run, pool),
    );
  };

export const checkResupplyLeak =
  (state: CoreState): LifecycleHandlers['resupply.checkLeak'] =>
  async ({ job, ...asked }) => {
    const question = leakQuestion(contextOf(state).db, asked);
    if (!question.ok) return question;
    return withPool(state, job, 'attacking simulated sites', (pool, run) =>
      checkLeakOf(question.value, run, pool),
    );
  };

export const checkPresets =
  (state: CoreState): LifecycleHandlers['resupply.presets'] =>
  async ({ job }) => {
    const { db } = contextOf(state);
    return withPool(state, job, 'attacking simulated sites', (pool, run) =>
      checkedPresets(db, run, pool),
    );
  };

const stopped = () =>
  err(refusal('cancelled', 'The replay was cancelled.', 'Start it again when you want it.'));

/** Rebuilds the study as it was before the run, and makes the run again. */
export const replayRun =
  (state: CoreState): LifecycleHandlers['resupply.replay'] =>
  async (input) => {
    const context = keyed(contextOf(state));
    const found = recordedRun(context.db, context.sealer, input.run);
    if (!found.ok) return found;
    const { madeAt, ...recorded } = found.value;
    const { database } = workOf(state).opened;
    const source = { database, path: state.storePath as string };
    const past = await pastTables(source, madeAt - 1, state.ports.job(input.job));
    if (past === null) return stopped();
    try {
      const now = momentOf(context, madeAt);
      const differences = replayDifferences({ ...context, db: past.database, now }, recorded);
      return ok(answerOf(recorded, differences));
    } finally {
      past.discard();
    }
  };

const answerOf = (recorded: Omit<RecordedRun, 'madeAt'>, differences: readonly string[]) => ({
  ...recorded,
  agrees: ruleAgrees(recorded.sites),
  ledgerAgrees: differences.length === 0,
  differences: [...differences],
});

/** The moment at which an entry was made. */
function momentOf({ db }: QueryContext, entry: number): QueryContext['now'] {
  const row = db
    .prepare('SELECT content FROM ledger WHERE sequence = ?')
    .get<{ content: string }>(entry);
  if (row === undefined) throw new Error(`there is no entry ${entry}`);
  const { at, offsetMinutes } = JSON.parse(row.content) as EntryContent;
  return { instant: at as Instant, offsetMinutes };
}
