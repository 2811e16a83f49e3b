import { ok } from '../../base/result.ts';
import type { OutputOf } from '../../contracts/index.ts';
import type { Task } from '../../contracts/trail.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { entriesOf } from '../../store/queries/entry-rows.ts';
import { blockedByLot, countKits, shelfStates } from '../../store/queries/kit-counts.ts';
import { countScreened } from '../../store/queries/screening-rows.ts';
import { readRevision } from '../../store/queries/revision.ts';
import { countSubjects, randomizedByMonth } from '../../store/queries/subject-rows.ts';
import { trailPositions, wholeTrail } from '../../store/queries/trail.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import type { PlaceScope } from './scope.ts';
import { placeScope } from './scope.ts';
import { destructionTasks, discrepancyTasks, reconcileTasks } from './tasks/accountability.ts';
import { packTasks, verdictTasks } from './tasks/backup.ts';
import { breakReadinessTasks, codeBreakTasks } from './tasks/code-breaks.ts';
import { clockTasks } from './tasks/clock.ts';
import { fileBackupTasks } from './tasks/file-backups.ts';
import { relabelTasks, signOffTasks } from './tasks/campaigns.ts';
import { productionTasks } from './tasks/kits.ts';
import { listTasks } from './tasks/lists.ts';
import { custodyTasks } from './tasks/custody.ts';
import { excursionTasks, loggerTasks } from './tasks/excursions.ts';
import { expiringTasks, lotTasks, quarantineTasks, unmaskingTasks } from './tasks/lots.ts';
import { accessTasks, blindedHolderTasks, misuseTasks, ownNameTasks } from './tasks/people.ts';
import { ownShareTasks, recoveryTasks } from './tasks/recovery.ts';
import { kitSetupTasks, listSetupTasks, siteSetupTasks } from './tasks/setup.ts';
import { resupplySetupTasks, resupplyTasks } from './tasks/resupply.ts';
import { shipmentTasks } from './tasks/shipments.ts';
import { stockTasks } from './tasks/stock.ts';
import type { TaskSource } from './tasks/task.ts';
import { trailReviewTasks } from './tasks/trail-review.ts';
import { visitTasks } from './tasks/visits.ts';
import { trailEntry, visibleEntries } from './trail-page.ts';

type Today = OutputOf<'today.get'>;

const sources: readonly TaskSource[] = [
  listSetupTasks,
  kitSetupTasks,
  siteSetupTasks,
  listTasks,
  accessTasks,
  blindedHolderTasks,
  ownShareTasks,
  recoveryTasks,
  misuseTasks,
  ownNameTasks,
  clockTasks,
  fileBackupTasks,
  codeBreakTasks,
  breakReadinessTasks,
  custodyTasks,
  stockTasks,
  resupplyTasks,
  resupplySetupTasks,
  shipmentTasks,
  excursionTasks,
  loggerTasks,
  productionTasks,
  expiringTasks,
  relabelTasks,
  quarantineTasks,
  lotTasks,
  unmaskingTasks,
  signOffTasks,
  visitTasks,
  trailReviewTasks,
  discrepancyTasks,
  reconcileTasks,
  destructionTasks,
  verdictTasks,
  packTasks,
];

const urgencies: readonly Task['urgency'][] = ['now', 'soon', 'later'];

function tasksOf(context: QueryContext, scope: PlaceScope): readonly Task[] {
  const { definition } = currentDefinition(context.db);
  return sources
    .filter(({ roles }) => roles.includes(context.actor.role))
    .flatMap(({ find }) => find({ ...context, definition, scope }))
    .toSorted((a, b) => urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency));
}

/** Kits on the shelf that neither their lot nor a missing label keeps from use. */
function available({ db }: QueryContext, { visible }: PlaceScope): number {
  const shelf = countKits(db, { places: visible, states: shelfStates });
  return [...blockedByLot(db, visible).values()].reduce((left, kits) => left - kits, shelf);
}

/** Counts of the whole study; those in screening or who failed it are screened as well. */
function figuresOf(context: QueryContext, scope: PlaceScope): Today['study'] {
  const { db } = context;
  const { definition } = currentDefinition(db);
  const everybody = { places: null, status: null, search: null };
  const subjects = countSubjects(db, everybody);
  const sites = [...scope.places.values()].filter(({ kind }) => kind === 'site');
  return {
    protocol: definition.protocol.number,
    title: definition.protocol.title,
    environment: context.environment,
    planned: definition.plannedSubjects,
    randomized: subjects,
    screened: subjects + countScreened(db, everybody),
    sites: sites.length,
    sitesOpen: sites.filter(({ status }) => status === 'active').length,
    kits: countKits(db, { places: scope.visible }),
    kitsAvailable: available(context, scope),
    entries: readRevision(db),
  };
}

const monthAfter = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12
    ? `${String(year + 1).padStart(4, '0')}-01`
    : `${month.slice(0, 4)}-${String(number + 1).padStart(2, '0')}`;
};

/** Cumulative counts for every month from the first randomization until now; quiet months stay level. */
function recruitmentOf({ db, now }: QueryContext): Today['recruitment'] {
  const byMonth = new Map(randomizedByMonth(db).map(({ month, subjects }) => [month, subjects]));
  const first = [...byMonth.keys()][0];
  if (first === undefined) return [];
  const last = [now.instant.slice(0, 7), ...byMonth.keys()].toSorted().at(-1) as string;
  const months: Today['recruitment'] = [];
  let randomized = 0;
  for (let month = first; month <= last; month = monthAfter(month)) {
    randomized += byMonth.get(month) ?? 0;
    months.push({ month, randomized });
  }
  return months;
}

const latestShown = 8;

export const todayGet: QueryHandler<'today.get'> = (context) => {
  const scope = placeScope(context);
  const all = { ...wholeTrail, among: visibleEntries(context) };
  const latest = trailPositions(context.db, all, { offset: 0, limit: latestShown });
  return ok({
    study: figuresOf(context, scope),
    recruitment: recruitmentOf(context),
    tasks: [...tasksOf(context, scope)],
    latest: entriesOf(context.db, latest).map(trailEntry),
  });
};
