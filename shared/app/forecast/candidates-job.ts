import { ForecastRunner } from '../../engine/forecast/runner.ts';
import type { ForecastModel } from '../../engine/forecast/model.ts';
import { PACKAGED, USED, fateAt, measureAt, rowLength } from '../../engine/forecast/tally.ts';
import type { SimulationJob } from '../simulation/simulation-port.ts';

/** Numbers of one replicate that candidates are judged by. */
export const judged = [
  'stockOut',
  'missed',
  'visits',
  'cost',
  'shipments',
  'packaged',
  'used',
  'days',
  'isFinished',
] as const;
export type Judged = (typeof judged)[number];

/** What travels to a worker: candidates are played one a chunk, all with the same replicates. */
export interface CandidatesJobParameters {
  readonly models: readonly ForecastModel[];
  /** Number of the first replicate: later ones have nothing in common with earlier ones. */
  readonly first: number;
  readonly replicates: number;
  readonly seed: number;
}

/** [replicate · judged + which] of one candidate. */
export type CandidateRows = Float64Array;

/** Replicates played at a time, so that memory stays small. */
const AT_ONCE = 20;

/** All replicates of one candidate a chunk. */
export const candidatesJob: SimulationJob = {
  prepare: (parameters) => {
    const { models, first: begin, replicates, seed } = parameters as CandidatesJobParameters;
    return (chunk) => {
      const model = models[chunk] as ForecastModel;
      // What was needed of depots judges no candidate.
      const runner = ForecastRunner.prepare(model, [], { findsNeed: false });
      if (!runner.ok)
        throw new Error(`an unchecked scenario reached a worker: ${runner.error.rule}`);
      const rows: CandidateRows = new Float64Array(replicates * judged.length);
      for (let first = 0; first < replicates; first += AT_ONCE) {
        const count = Math.min(AT_ONCE, replicates - first);
        judge(model, runner.value.run(seed, begin + first, count).rows, rows, { first, count });
      }
      return rows;
    };
  },
};

function judge(
  { supply, recruitment }: ForecastModel,
  rows: Float64Array,
  target: CandidateRows,
  { first, count }: { readonly first: number; readonly count: number },
): void {
  const length = rowLength(supply.kitTypes);
  for (let r = 0; r < count; r++) {
    const at = (place: number): number => rows[r * length + place] as number;
    const kits = (fate: number): number => {
      let sum = 0;
      for (let type = 0; type < supply.kitTypes; type++) sum += at(fateAt(type, fate));
      return sum;
    };
    const values: Readonly<Record<Judged, number>> = {
      stockOut: at(measureAt('stockOut')),
      missed: at(measureAt('missed')),
      visits: at(measureAt('visits')),
      cost: at(measureAt('cost')),
      shipments: at(measureAt('shipments')),
      packaged: kits(PACKAGED),
      used: kits(USED),
      days: at(measureAt('days')),
      isFinished: at(measureAt('randomized')) === recruitment.target ? 1 : 0,
    };
    judged.forEach((name, i) => (target[(first + r) * judged.length + i] = values[name]));
  }
}
