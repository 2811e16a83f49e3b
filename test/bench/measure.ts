import { cpus } from 'node:os';
import type { Round, Suite } from './suite.ts';

const ROUNDS = 5;
const ROUNDS_TO_MEET = 4;
/** A round is repeated when the calibration loop was this much slower than at its best. */
const MOST_DRIFT = 0.15;
const MOST_REPEATS = 10;

export interface GoalVerdict {
  readonly text: string;
  readonly met: boolean;
  readonly rounds: number;
}

export interface SuiteResult {
  readonly name: string;
  readonly unit: string;
  readonly gate: 'passed' | string;
  readonly rounds: readonly Round[];
  readonly goals: readonly GoalVerdict[];
  readonly floor: string | null;
  readonly absent: readonly string[];
  readonly notes: readonly string[];
}

/** A fixed piece of integer work, in seconds: what the machine is worth at this moment. */
function calibrate(): number {
  const start = performance.now();
  let x = 1;
  for (let i = 0; i < 20_000_000; i++) x = (Math.imul(x, 1664525) + 1013904223) | 0;
  const seconds = (performance.now() - start) / 1000;
  // The loop must not be optimized away: its last value is looked at.
  return x === 0 ? seconds + 1e-12 : seconds;
}

async function timed(work: () => number | Promise<number>): Promise<[number, number]> {
  const start = performance.now();
  const units = await work();
  return [(performance.now() - start) / 1000, units];
}

/** What a measurement must know of the machine it is made on. */
export interface Machine {
  readonly cores: number;
  /** How much slower than at its best a single thread is at this moment. */
  drift(): number;
  /** Begins to watch; the answer is the number of cores that other programs have taken since. */
  watch(): () => number;
}

/** Milliseconds that all cores together have been busy, and this process among them. */
function busyTimes(): { readonly all: number; readonly own: number } {
  const all = cpus().reduce(
    (sum, { times }) => sum + times.user + times.nice + times.sys + times.irq,
    0,
  );
  const { user, system } = process.cpuUsage();
  return { all, own: (user + system) / 1000 };
}

function watchOthers(): () => number {
  const start = performance.now();
  const before = busyTimes();
  return () => {
    const after = busyTimes();
    const others = after.all - before.all - (after.own - before.own);
    return Math.max(0, others / (performance.now() - start));
  };
}

/** This machine, after a few turns of the calibration loop to know its best. */
export function thisMachine(): Machine {
  let best = Infinity;
  const drift = (): number => {
    const seconds = calibrate();
    best = Math.min(best, seconds);
    return seconds / best - 1;
  };
  for (let i = 0; i < 5; i++) drift();
  return { cores: cpus().length, drift, watch: watchOthers };
}

async function measureOnce(suite: Suite, machine: Machine): Promise<Round> {
  const before = machine.drift();
  const others = machine.watch();
  const [seconds, units] = await timed(() => suite.ours());
  const rate = units / seconds;
  let floorSeconds: number | null = null;
  let ratio = 1;
  if (suite.floor !== undefined) {
    const floor = suite.floor;
    const [spent, floorUnits] = await timed(() => floor.run());
    floorSeconds = spent;
    ratio = rate / (floorUnits / spent);
  }
  // Threads compete with other programs only for the cores that they need themselves.
  const taken = others() - (machine.cores - (suite.threads ?? 1));
  const drift = Math.max(before, machine.drift(), taken);
  return { seconds, units, rate, ratio, floorSeconds, drift };
}

async function measureRound(suite: Suite, machine: Machine): Promise<Round> {
  let calmest = await measureOnce(suite, machine);
  for (let repeat = 0; repeat < MOST_REPEATS && calmest.drift > MOST_DRIFT; repeat++) {
    const again = await measureOnce(suite, machine);
    if (again.drift < calmest.drift) calmest = again;
  }
  return calmest;
}

async function gateOf(suite: Suite): Promise<string> {
  try {
    await suite.gate();
    return 'passed';
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

/** Gate, warm-up and rounds of one suite; a suite that does not pass its gate is not timed. */
export async function measureSuite(suite: Suite, machine: Machine): Promise<SuiteResult> {
  const gate = await gateOf(suite);
  const notes = gate === 'passed' && suite.notes !== undefined ? await suite.notes() : [];
  const rounds: Round[] = [];
  if (gate === 'passed') {
    await suite.ours();
    await suite.floor?.run();
    for (let i = 0; i < ROUNDS; i++) rounds.push(await measureRound(suite, machine));
  }
  await suite.close?.();
  return {
    name: suite.name,
    unit: suite.unit,
    gate,
    rounds,
    goals: suite.goals.map((goal) => {
      const met = rounds.filter((round) => goal.isMet(round)).length;
      return { text: goal.text, met: met >= ROUNDS_TO_MEET, rounds: met };
    }),
    floor: suite.floor?.name ?? null,
    absent: suite.absent ?? [],
    notes,
  };
}
