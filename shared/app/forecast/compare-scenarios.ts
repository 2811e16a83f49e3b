import type { Refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import type { ForecastComparison } from '../../contracts/forecast-studies.ts';
import type { ForecastChunk } from '../../engine/forecast/chunk-shape.ts';
import { meanOf } from '../../engine/forecast/figure.ts';
import {
  fateAt,
  kitFates,
  measureAt,
  rowLength,
  studyMeasures,
} from '../../engine/forecast/tally.ts';
import { ForecastTotals } from '../../engine/forecast/totals.ts';
import { checkSimulation } from '../design-lab/characteristics.ts';
import { engineVersion } from '../design-lab/engine-version.ts';
import { runCancelled } from '../design-lab/multicentre.ts';
import type { RunOptions } from '../design-lab/multicentre.ts';
import type { SimulationPort } from '../simulation/simulation-port.ts';
import { answerOf } from './forecast-answer.ts';
import { readForecastScenario } from './read-scenario.ts';
import type { ReadyScenario } from './read-scenario.ts';
import { playScenarios } from './run-forecast.ts';
import { stopped } from './waiting-runs.ts';
import type { WaitingRuns } from './waiting-runs.ts';

const MAX_REPLICATES = 1_000_000;

/** A number that two scenarios have in common, and where it stands in the rows of each. */
interface Paired {
  readonly measure: string;
  readonly kitType: string | null;
  readonly first: number;
  readonly other: number;
}

/** Numbers of no meaning as a mean: the day of the first stock-out is there only when there is one. */
const unpaired: readonly string[] = ['firstStockOut'];

function pairsOf(first: ReadyScenario, other: ReadyScenario): readonly Paired[] {
  const study = studyMeasures
    .filter((measure) => !unpaired.includes(measure))
    .map((measure) => ({
      measure,
      kitType: null,
      first: measureAt(measure),
      other: measureAt(measure),
    }));
  const kits = first.scenario.kitTypes.flatMap(({ id }, type) => {
    const at = other.scenario.kitTypes.findIndex((one) => one.id === id);
    if (at < 0) return [];
    return kitFates.map((fate, f) => ({
      measure: fate,
      kitType: id,
      first: fateAt(type, f),
      other: fateAt(at, f),
    }));
  });
  return [...study, ...kits];
}

/** Kit types of either scenario that the other does not have. */
function unmatchedOf(
  first: ReadyScenario,
  other: ReadyScenario,
  scenario: number,
): ForecastComparison['unmatched'] {
  const typesOf = (one: ReadyScenario): readonly string[] =>
    one.scenario.kitTypes.map(({ id }) => id);
  const [mine, theirs] = [typesOf(first), typesOf(other)];
  const missing = (from: readonly string[], those: readonly string[]): readonly string[] =>
    from.filter((id) => !those.includes(id));
  return [
    ...missing(mine, theirs).map((kitType) => ({ scenario, kitType, onlyIn: 'first' as const })),
    ...missing(theirs, mine).map((kitType) => ({ scenario, kitType, onlyIn: 'other' as const })),
  ];
}

/** Sums of differences on the same replicates. */
export class PairSums {
  private readonly pairs: readonly Paired[];
  private readonly sums: Float64Array;
  private readonly squares: Float64Array;
  private readonly lengths: readonly [number, number];
  private count = 0;
  /** Recruitment reached its target in every replicate of both; days are cut at the horizon in the others. */
  private isFinished = true;

  constructor(first: ReadyScenario, other: ReadyScenario) {
    this.pairs = pairsOf(first, other);
    this.sums = new Float64Array(this.pairs.length);
    this.squares = new Float64Array(this.pairs.length);
    const length = ({ model }: ReadyScenario): number => rowLength(model.supply.kitTypes);
    this.lengths = [length(first), length(other)];
  }

  add(first: ForecastChunk, other: ForecastChunk): void {
    const [a, b] = this.lengths;
    if (first.unfinished + other.unfinished > 0) this.isFinished = false;
    for (let r = 0; r < first.replicates; r++) {
      this.count++;
      this.pairs.forEach((pair, i) => {
        const less = first.rows[r * a + pair.first] as number;
        const difference = (other.rows[r * b + pair.other] as number) - less;
        this.sums[i] = (this.sums[i] as number) + difference;
        this.squares[i] = (this.squares[i] as number) + difference * difference;
      });
    }
  }

  differences(scenario: number): ForecastComparison['differences'] {
    return this.pairs.map(({ measure, kitType }, i) => ({
      scenario,
      measure,
      kitType,
      difference:
        measure === 'days' && !this.isFinished
          ? null
          : meanOf(this.sums[i] as number, this.squares[i] as number, this.count),
    }));
  }
}

/** Reads all scenarios; the first that is wrong is refused with its number. */
function readAll(inputs: readonly unknown[]): Result<readonly ReadyScenario[], Refusal> {
  const all: ReadyScenario[] = [];
  for (const [i, input] of inputs.entries()) {
    const read = readForecastScenario(input);
    if (!read.ok) {
      const message = `Scenario ${i + 1}: ${read.error.message}`;
      return err({ ...read.error, message });
    }
    all.push(read.value);
  }
  return ok(all);
}

/**
 * Plays scenarios on common random numbers: where recruitment and visits are the same, both meet the same subjects,
 * so that a difference is known far better than either figure.
 */
export async function compareScenarios(
  inputs: readonly unknown[],
  options: RunOptions & { readonly waiting?: WaitingRuns },
  port: SimulationPort,
): Promise<Result<ForecastComparison, Refusal>> {
  const checked = checkSimulation(options.replicates, options.seed, MAX_REPLICATES);
  if (!checked.ok) return checked;
  const read = readAll(inputs);
  if (!read.ok) return read;
  const [first, ...others] = read.value as [ReadyScenario, ...ReadyScenario[]];
  const { waiting, replicates, seed } = options;
  const about = JSON.stringify([read.value.map(({ scenario }) => scenario), replicates, seed]);
  const had = waiting?.comparison.take(about);
  const totals =
    had?.totals ?? read.value.map(({ model, focus }) => new ForecastTotals(model, focus.length));
  const sums = had?.sums ?? others.map((other) => new PairSums(first, other));
  let played = had?.chunks ?? 0;
  const from = { done: totals[0]?.replicates ?? 0, chunks: played };
  const ending = await playScenarios(read.value, { ...options, from }, port, (chunks) => {
    const [base, ...rest] = chunks as [ForecastChunk, ...ForecastChunk[]];
    chunks.forEach((chunk, i) => totals[i]?.add(chunk));
    rest.forEach((chunk, i) => sums[i]?.add(base, chunk));
    played++;
  });
  const done = totals[0]?.replicates ?? 0;
  // Stopped when all was played: it is finished.
  if (ending === 'cancelled' && done < replicates) {
    if (waiting === undefined || played === 0) return err(runCancelled());
    waiting.comparison.keep(about, { totals, sums, chunks: played });
    return err(stopped(done, replicates, 'replicates'));
  }
  return ok({
    engine: engineVersion,
    replicates: options.replicates,
    seed: options.seed,
    answers: read.value.map((one, i) => answerOf(one, totals[i] as ForecastTotals, options.seed)),
    differences: sums.flatMap((one, i) => one.differences(i + 1)),
    unmatched: others.flatMap((one, i) => unmatchedOf(first, one, i + 1)),
  });
}
