import { fileURLToPath } from 'node:url';
import { build } from '../../../electron/launch/build.mjs';
import { startSimulationPool } from '../../../electron/node/simulation-pool.ts';
import { runForecast } from '../../../shared/app/forecast/run-forecast.ts';
import type { ForecastAnswer } from '../../../shared/contracts/forecast-answer.ts';
import type { ForecastScenarioInput } from '../../../shared/contracts/forecast-scenario.ts';
import { type Suite, atMostSeconds } from '../suite.ts';

interface Size {
  readonly sites: number;
  readonly subjects: number;
  readonly horizonDays: number;
  /** By expected demand; fixed levels when left out. */
  readonly isPredicted?: boolean;
}

const usual: Size = { sites: 80, subjects: 500, horizonDays: 730 };
const large: Size = { sites: 300, subjects: 3000, horizonDays: 730 };

/** Two arms, three kit types, nightly resupply: the size of a large phase III study. */
function scenarioOf({ sites, subjects, horizonDays, isPredicted }: Size): ForecastScenarioInput {
  const perType = Math.ceil(subjects * 8 * 0.9);
  const lots = ['A', 'B', 'C'].flatMap((kitType) =>
    ['2027-01-01', '2027-09-01', '2028-05-01'].map((release, k) => ({
      id: `${kitType}-${k}`,
      kitType,
      depot: 'central',
      kits: kitType === 'C' ? 2 * perType : perType,
      release,
      expiry: ['2028-06-30', '2029-02-28', '2029-10-31'][k] as string,
    })),
  );
  return {
    format: 'cachet-forecast/1',
    name: `${sites} sites, ${subjects} subjects`,
    start: '2027-01-04',
    horizonDays,
    recruitment: {
      target: subjects,
      rate: { mean: subjects / sites / 304, cv: 0.4 },
      screening: { failure: 0, days: 7 },
    },
    randomization: { procedure: 'pbd', parameters: { block: 4 }, strata: 'site' },
    arms: [{ id: 'one' }, { id: 'two' }],
    visits: [0, 28, 56, 84, 112, 140, 168, 196].map((day, i) => ({
      id: `V${i}`,
      day,
      windowBefore: day === 0 ? 0 : 3,
      windowAfter: day === 0 ? 0 : 3,
    })),
    kitTypes: [
      { id: 'A', cost: 50 },
      { id: 'B', cost: 50 },
      { id: 'C', cost: 20 },
    ],
    dispensing: [
      { arm: 'one', kits: [{ kitType: 'A' }, { kitType: 'C' }] },
      { arm: 'two', kits: [{ kitType: 'B' }, { kitType: 'C' }] },
    ],
    subjects: { dropoutPerDay: 0.0005 },
    depots: [{ id: 'central' }],
    sites: [
      {
        id: 'S',
        count: sites,
        country: 'DE',
        depot: 'central',
        activation: { from: '2027-01-18', to: '2027-05-20' },
      },
    ],
    lots,
    selection: { doNotShip: 45, doNotCount: 30, doNotDispense: 28 },
    resupply: {
      study: {
        triggersAt: 'at-or-below',
        scope: 'all-types',
        pooling: 'by-type',
        demandOf: 'own-arm',
        initialOn: 'activation',
        newSubjectsPerDay: 0.02,
        dropoutPerDay: 0.0005,
        minimumShelfLifeDays: 60,
        leadDays: 3,
        levels:
          isPredicted === true
            ? { kind: 'predictive', triggerDays: 35, resupplyDays: 63, buffer: 1 }
            : { kind: 'min-max', trigger: 3, ceiling: 9 },
        packSize: 1,
        packRounding: 'down',
        initialStock: 6,
      },
      calendar: {
        runWeekdays: [1, 2, 3, 4, 5, 6, 7],
        workWeekdays: [1, 2, 3, 4, 5],
        holidays: [],
        cutOff: '14:00',
      },
    },
  };
}

let pool: ReturnType<typeof startSimulationPool> | null = null;

/**
 * Threads that run the built program, as they do in the product. From sources a thread first strips types with a
 * program that outgrows its memory, and is slower ever after.
 */
function startPool(): ReturnType<typeof startSimulationPool> {
  const root = new URL('../../../', import.meta.url);
  build(fileURLToPath(root), process.execPath, ['node']);
  return startSimulationPool(new URL('.build/node/simulation-worker.js', root));
}

async function forecast(size: Size, replicates: number, workers: number): Promise<ForecastAnswer> {
  pool ??= startPool();
  const answer = await runForecast(scenarioOf(size), { replicates, seed: 7, workers }, pool);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

async function closePool(): Promise<void> {
  await pool?.close();
  pool = null;
}

/** The same bytes from one and two threads, and kits that add up on average as they do in every replicate. */
async function checkForecast(): Promise<void> {
  const [one, two] = [await forecast(usual, 100, 1), await forecast(usual, 100, 2)];
  if (JSON.stringify(one) !== JSON.stringify(two))
    throw new Error('two threads give other figures');
  for (const { packaged, used, ...fates } of one.kits) {
    const known = [
      used,
      fates.expiredAtDepots,
      fates.expiredAtSites,
      fates.damaged,
      fates.lost,
      fates.rejected,
      fates.leftAtDepots,
      fates.leftAtSites,
      fates.leftOnTheWay,
    ].reduce((sum, { mean }) => sum + mean, 0);
    if (Math.abs(packaged.mean - known) > 1e-6) throw new Error('kits do not add up');
  }
}

/** Seconds of one run, and what it did. */
async function timed(size: Size, replicates: number) {
  const begin = performance.now();
  const answer = await forecast(size, replicates, 1);
  const seconds = (performance.now() - begin) / 1000;
  const events = replicates * (answer.visits.mean + answer.shipments.mean);
  return { seconds, events, nights: replicates * size.sites * size.horizonDays };
}

/** Cost an event where the site-nights are doubled and the events stay: it must not double. */
async function costNotes(): Promise<readonly string[]> {
  const words: string[] = [];
  for (const sites of [80, 160, 320]) {
    const { seconds, events, nights } = await timed({ ...usual, sites }, 100);
    words.push(
      `${sites} sites: ${((1e9 * seconds) / events).toFixed(0)} ns a visit or shipment, ${((1e9 * seconds) / nights).toFixed(1)} ns a site-night`,
    );
  }
  const predicted = await timed({ ...usual, isPredicted: true }, 100);
  const nanoseconds = (1e9 * predicted.seconds) / predicted.events;
  words.push(`80 sites, predicted levels: ${nanoseconds.toFixed(0)} ns a visit or shipment`);
  const memory = process.memoryUsage().rss / 2 ** 20;
  return [...words, `resident memory after these runs ${memory.toFixed(0)} MB`];
}

/** Seconds from the question to the first bands, and from there to the end of the cancelled run. */
async function beginAndCancel(size: Size): Promise<readonly [first: number, end: number]> {
  pool ??= startPool();
  const stop = new AbortController();
  const begin = performance.now();
  let first = begin;
  const onPartial = (): void => {
    if (!stop.signal.aborted) first = performance.now();
    stop.abort();
  };
  const options = { replicates: 10_000, seed: 7, workers: 2, signal: stop.signal, onPartial };
  await runForecast(scenarioOf(size), options, pool);
  return [(first - begin) / 1000, (performance.now() - first) / 1000];
}

async function beginNotes(): Promise<readonly string[]> {
  await closePool();
  const cold = await beginAndCancel(usual);
  await beginAndCancel(usual);
  const ready = await beginAndCancel(usual);
  const big = await beginAndCancel(large);
  const words = (what: string, [first, end]: readonly [number, number]): string =>
    `${what}: first bands after ${(1000 * first).toFixed(0)} ms, cancelled within ${(1000 * end).toFixed(0)} ms`;
  return [
    words('threads not started yet', cold),
    words('threads ready', ready),
    words('300 sites, 3,000 subjects', big),
  ];
}

const suiteOf = (name: string, size: Size, replicates: number, seconds: number): Suite => ({
  name,
  threads: 2,
  unit: 'replicates',
  gate: checkForecast,
  ours: async () => {
    await forecast(size, replicates, 2);
    return replicates;
  },
  goals: [atMostSeconds(seconds, `${replicates} replicates within ${seconds} s on two threads`)],
  absent: ['4C Supply', 'N-SIDE'],
  close: closePool,
});

export const forecastSuites: readonly Suite[] = [
  { ...suiteOf('forecast-1000', usual, 1000, 0.7), notes: costNotes },
  {
    ...suiteOf('forecast-first-bands', usual, 1, 0.3),
    ours: async () => {
      await beginAndCancel(usual);
      return 1;
    },
    goals: [atMostSeconds(0.3, 'first bands and the end of the cancelled run within 0.3 s')],
    notes: beginNotes,
  },
  suiteOf('forecast-10000', usual, 10_000, 6),
  suiteOf('forecast-large', large, 1000, 10),
];
