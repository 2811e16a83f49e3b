import type { ForecastScenario } from '../../contracts/forecast-scenario.ts';
import type { BalancedPart, RandomizationModel } from '../../engine/forecast/model.ts';
import type { NamedSite } from './scenario-sites.ts';

type Randomization = ForecastScenario['randomization'];
type Begun = Extract<Randomization, { procedure: 'dbr' }>['begun'];
type Sequence = Exclude<Randomization, { procedure: 'dbr' | 'zelen' | 'minimization' }>;

/** Something that is balanced, as scenarios name it, with its levels in order. */
export interface NamedPart {
  readonly name: string;
  readonly levels: readonly string[];
  /** Of a factor. */
  readonly shares?: readonly number[];
}

/** What a dynamic procedure balances, in its order; none where a sequence is drawn. */
export function balancedParts(
  { randomization }: Pick<ForecastScenario, 'randomization'>,
  sites: readonly NamedSite[],
): readonly NamedPart[] {
  const place = (name: 'site' | 'region' | 'trial'): NamedPart => ({
    name,
    levels:
      name === 'site'
        ? sites.map((one) => one.name)
        : name === 'region'
          ? [...new Set(sites.map(({ site }) => site.region))]
          : ['all'],
  });
  const factor = (shares: readonly number[], i: number): NamedPart => ({
    name: `factor-${i + 1}`,
    levels: shares.map((_, level) => String(level + 1)),
    shares,
  });
  if (randomization.procedure === 'minimization') {
    const { factors, siteWeight, regionWeight } = randomization;
    return [
      ...factors.map(({ shares }, i) => factor(shares, i)),
      ...(siteWeight > 0 ? [place('site')] : []),
      ...(regionWeight > 0 ? [place('region')] : []),
    ];
  }
  if (randomization.procedure === 'zelen') return [place('site')];
  if (randomization.procedure !== 'dbr') return [];
  let factors = 0;
  return randomization.levels.map((level) =>
    level.of === 'factor' ? factor(level.shares, factors++) : place(level.of),
  );
}

const levelsOfSites = (
  { name, levels }: NamedPart,
  sites: readonly NamedSite[],
): readonly number[] | null => {
  if (name.startsWith('factor')) return null;
  return sites.map((one) =>
    levels.indexOf(name === 'site' ? one.name : name === 'region' ? one.site.region : 'all'),
  );
};

const begunOf = (
  { name, levels }: NamedPart,
  begun: Begun,
  arms: number,
): readonly (readonly number[])[] =>
  levels.map(
    (level) =>
      begun.find((one) => one.part === name && one.level === level)?.counts ??
      Array.from({ length: arms }, () => 0),
  );

/** Shares of all combinations of the levels of factors. */
const cellsOf = (factors: readonly { readonly shares: readonly number[] }[]): readonly number[] =>
  factors.reduce<readonly number[]>(
    (cells, { shares }) => cells.flatMap((cell) => shares.map((share) => cell * share)),
    [1],
  );

const textOf = (
  parameters: Readonly<Record<string, string | number>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)]));

/** The study's procedure in the numbers of the engine. */
export function compileRandomization(
  scenario: ForecastScenario,
  sites: readonly NamedSite[],
): RandomizationModel {
  const { randomization } = scenario;
  const ratio = scenario.arms.map((arm) => arm.ratio);
  const { procedure } = randomization;
  if (procedure !== 'dbr' && procedure !== 'zelen' && procedure !== 'minimization') {
    return sequenceOf(randomization, ratio, sites);
  }
  const named = balancedParts(scenario, sites);
  const parts = named.map((part): BalancedPart => ({
    levelOfSite: levelsOfSites(part, sites),
    shares: part.shares ?? [],
    begun: begunOf(part, randomization.begun, ratio.length),
  }));
  if (procedure === 'zelen') {
    const { limit, rule, schedule } = randomization;
    const { procedure: of, parameters } = schedule;
    return {
      kind: 'central-schedule',
      ratio,
      limit,
      isModified: rule === 'modified',
      procedure: of,
      parameters: textOf(parameters),
      begun: parts[0]?.begun ?? [],
    };
  }
  if (procedure === 'dbr') {
    const limits = randomization.levels.map(({ limit }) => limit);
    return { kind: 'balanced', ratio, rule: { kind: 'limits', limits }, parts };
  }
  const { p, measure, factors, siteWeight, regionWeight } = randomization;
  const places = [siteWeight, regionWeight].filter((weight) => weight > 0);
  const weights = [...factors.map(({ weight }) => weight), ...places];
  return { kind: 'balanced', ratio, rule: { kind: 'minimization', p, measure, weights }, parts };
}

function sequenceOf(
  { procedure, parameters, strata, factors }: Sequence,
  ratio: readonly number[],
  sites: readonly NamedSite[],
): RandomizationModel {
  const keys = sites.map(({ name, site }) =>
    strata === 'study'
      ? ''
      : strata === 'region'
        ? site.region
        : strata === 'country'
          ? site.country
          : name,
  );
  const distinct = [...new Set(keys)];
  return {
    kind: 'sequence',
    procedure,
    parameters: textOf(parameters),
    ratio,
    stratumOfSite: keys.map((key) => distinct.indexOf(key)),
    cellShares: cellsOf(factors),
  };
}
