/**
 * A suite of the bench. To add one: export a `Suite` (or several) from a module
 * `test/bench/<area>/<name>.bench.ts` and list it in `suites.ts`.
 *
 * `npm run bench` first runs the gate; a suite whose gate throws has failed, whatever its speed. It then
 * measures five rounds: ours, floor, ours, floor … back to back, so that both see the same machine. A
 * goal is met when it holds in at least four of the five rounds.
 */
export interface Suite {
  /** Kebab case, unique; `--only` matches any part of it. */
  readonly name: string;
  /** What is counted, e.g. `assignments`. */
  readonly unit: string;
  /** Throws when what is about to be timed gives wrong results. */
  gate(): void | Promise<void>;
  /** Does the work once and returns how many units it did. Called once before timing, to warm up. */
  ours(): number | Promise<number>;
  /** Cores that the work needs at once; 1 when absent. Rounds in which it did not have them are repeated. */
  readonly threads?: number;
  /** The same work done by something that sets the scale: a bare loop, one thread, another library. */
  readonly floor?: { readonly name: string; run(): number | Promise<number> };
  readonly goals: readonly Goal[];
  /** Contenders that are not on this machine; printed as absent. */
  readonly absent?: readonly string[];
  /** Facts to print beside the figures, e.g. the disk's fsync time; called after the gate. */
  notes?(): readonly string[] | Promise<readonly string[]>;
  /** Gives back threads and files. */
  close?(): void | Promise<void>;
}

/** One measured round. */
export interface Round {
  readonly seconds: number;
  readonly units: number;
  /** Units a second. */
  readonly rate: number;
  /** Our rate over the floor's; 1 when there is no floor. */
  readonly ratio: number;
  readonly floorSeconds: number | null;
  /** How far the calibration loop strayed from its best time, e.g. 0.04; high means a busy machine. */
  readonly drift: number;
}

export interface Goal {
  readonly text: string;
  isMet(round: Round): boolean;
}

export const atLeastRate = (rate: number, text: string): Goal => ({
  text,
  isMet: (round) => round.rate >= rate,
});

export const atLeastRatio = (ratio: number, text: string): Goal => ({
  text,
  isMet: (round) => round.ratio >= ratio,
});

export const atMostSeconds = (seconds: number, text: string): Goal => ({
  text,
  isMet: (round) => round.seconds <= seconds,
});
