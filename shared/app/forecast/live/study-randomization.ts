import type { ForecastScenarioInput } from '../../../contracts/forecast-scenario.ts';
import type { StudyDefinition } from '../../../domain/study/study-definition.ts';
import { listInUse } from '../../../store/queries/allocation-facts.ts';
import type { LockedList } from '../../../store/queries/allocation-facts.ts';
import { cohorts } from '../../../store/queries/cohort-facts.ts';
import { listByCode } from '../../../store/queries/list-facts.ts';
import type { SqlDatabase } from '../../../store/sql-database.ts';
import { armCounts } from '../../live-scheme/arm-counts.ts';
import type { Sealer } from '../../ports.ts';

type Randomization = ForecastScenarioInput['randomization'];
type Begun = NonNullable<Extract<Randomization, { procedure: 'dbr' }>['begun']>;

export interface StudyRandomization {
  readonly randomization: Randomization;
  /** What the study does not state, or keeps sealed. */
  readonly assumed: string;
}

/** What is usual, since a study's own limits and probabilities stay sealed: who knows them can guess arms. */
const USUAL = { limits: { site: 2, region: 4, trial: 4, factor: 3 }, p: 0.8 } as const;

interface Factor {
  readonly shares: readonly number[];
  readonly id: string;
  readonly levels: readonly string[];
}

/** How the study randomizes: its procedure and what it balances, with the balance so far. */
export function studyRandomization(
  source: { readonly db: SqlDatabase; readonly sealer: Sealer },
  definition: StudyDefinition,
): StudyRandomization {
  const list = listOf(source.db);
  const block = 2 * totalOf(definition.arms.map(({ ratio }) => ratio));
  if (list === undefined) {
    return {
      randomization: { procedure: 'pbd', parameters: { block }, strata: 'site' },
      assumed: 'No list is locked: blocks of twice the ratio at each site.',
    };
  }
  const parts = list.stratifyBy;
  const { counts } = armCounts(source, { id: list.id, parts }, definition.arms.length);
  const factors = factorsOf(definition, parts, counts.levels());
  if (list.kind === 'list') {
    return {
      randomization: blocksIn(parts, factors, block),
      assumed: `Blocks of twice the ratio in the strata of list ${list.code}: its parameters stay sealed.`,
    };
  }
  const isDbr = listByCode(source.db, list.code)?.procedure === 'dbr';
  const begun = begunOf(counts.levels(), factors).filter(
    ({ part }) => part !== 'trial' || parts.includes('trial'),
  );
  return {
    randomization: isDbr ? balancing(parts, factors, begun) : minimizing(parts, factors, begun),
    assumed: `Scheme ${list.code} with the balance so far: its limits and probabilities stay sealed, usual ones stand for them.`,
  };
}

/** Factors with the shares of their levels so far. */
const factorsOf = (
  definition: StudyDefinition,
  parts: readonly string[],
  counts: ReadonlyMap<string, readonly number[]>,
): readonly Factor[] =>
  parts.flatMap((part): Factor[] => {
    const known = definition.factors.find(({ id }) => id === part);
    if (known === undefined) return [];
    const levels = known.levels.map(({ id }): string => id);
    const seen = levels.map((level) => 1 + totalOf(counts.get(`${part}=${level}`)));
    return [{ id: part, levels, shares: seen.map((one) => one / totalOf(seen)) }];
  });

const blocksIn = (
  parts: readonly string[],
  factors: readonly Factor[],
  block: number,
): Randomization => ({
  procedure: 'pbd',
  parameters: { block },
  strata: (['site', 'region', 'country'] as const).find((one) => parts.includes(one)) ?? 'study',
  factors: factors.map(({ shares }) => ({ shares: [...shares] })),
});

const balancing = (
  parts: readonly string[],
  factors: readonly Factor[],
  begun: Begun,
): Randomization => ({
  procedure: 'dbr',
  levels: parts.map((part) => {
    if (isPlace(part)) return { of: part, limit: USUAL.limits[part] };
    const shares = factors.find(({ id }) => id === part)?.shares ?? [1];
    return { of: 'factor' as const, limit: USUAL.limits.factor, shares: [...shares] };
  }),
  begun,
});

const minimizing = (
  parts: readonly string[],
  factors: readonly Factor[],
  begun: Begun,
): Randomization => ({
  procedure: 'minimization',
  p: USUAL.p,
  factors: factors.map(({ shares }) => ({ weight: 1, shares: [...shares] })),
  siteWeight: parts.includes('site') ? 1 : 0,
  regionWeight: parts.includes('region') ? 1 : 0,
  begun,
});

/** The list that the next subject is served from; of the first open cohort where cohorts have lists. */
function listOf(db: SqlDatabase): LockedList | undefined {
  const open = cohorts(db).filter(({ status }) => status === 'open');
  const found = [null, ...open.map(({ cohort }) => cohort)].map((one) => listInUse(db, one));
  return found.find((one) => one !== undefined);
}

const isPlace = (part: string): part is 'site' | 'region' | 'trial' =>
  part === 'site' || part === 'region' || part === 'trial';

const totalOf = (counts: readonly number[] = []): number =>
  counts.reduce((sum, one) => sum + one, 0);

/** Counts by the names of scenarios. */
const begunOf = (
  counts: ReadonlyMap<string, readonly number[]>,
  factors: readonly Factor[],
): Begun =>
  [...counts].flatMap(([text, byArm]): Begun => {
    const [part = '', level = ''] = text.split('=');
    if (isPlace(part)) {
      return [{ part, level: part === 'trial' ? 'all' : level, counts: [...byArm] }];
    }
    const at = factors.findIndex(({ id }) => id === part);
    const number = String(1 + (factors[at]?.levels.indexOf(level) ?? 0));
    return at < 0 ? [] : [{ part: `factor-${at + 1}`, level: number, counts: [...byArm] }];
  });
