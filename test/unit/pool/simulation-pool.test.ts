// Requirements: FCT-04
import { afterEach, describe, expect, it } from 'vitest';
import {
  SimulationCrash,
  type SimulationPool,
  startSimulationPool,
} from '../../../electron/node/simulation-pool.ts';
import { assessMulticentre } from '../../../shared/app/design-lab/multicentre.ts';
import { forecastRecruitment } from '../../../shared/app/design-lab/recruitment.ts';
import { inProcessSimulation } from '../../../shared/app/simulation/in-process-simulation.ts';

const testProgram = new URL('./failing.worker.ts', import.meta.url);
const scenario = {
  n: 60,
  centres: 12,
  regions: 3,
  activation_days: [0, 60],
  rate: { alpha: 1.2, beta: 58 },
  designs: ['U-PBD(2)', 'R-BUD(2)', 'C-BSD(2)', 'DBR(2,4,4)', 'CRD'],
};

const pools: SimulationPool[] = [];
const open = (program?: URL): SimulationPool => {
  const pool = startSimulationPool(program);
  pools.push(pool);
  return pool;
};

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

const squares = async (
  pool: SimulationPool,
  chunks: number,
  workers: number,
  parameters: object = {},
): Promise<{ ending: string; results: unknown[] }> => {
  const results: unknown[] = [];
  const ending = await pool.run({
    job: 'squares',
    parameters,
    chunks,
    workers,
    accept: (result, chunk) => {
      expect(chunk).toBe(results.length);
      results.push(result);
    },
  });
  return { ending, results };
};

describe('the simulation pool', () => {
  it('passes results on in chunk order for any number of threads', async () => {
    const pool = open(testProgram);
    const expected = Array.from({ length: 50 }, (_, i) => i * i);
    for (const workers of [1, 2, 8]) {
      const { ending, results } = await squares(pool, 50, workers);
      expect(ending).toBe('done');
      expect(results).toEqual(expected);
    }
    expect(await squares(pool, 0, 2)).toEqual({ ending: 'done', results: [] });
  });

  it('fails the run when a thread throws or ends, and serves the next run', async () => {
    const pool = open(testProgram);
    await expect(squares(pool, 20, 2, { crashAt: 7 })).rejects.toThrow(/planted crash/);
    await expect(squares(pool, 20, 2, { exitAt: 7 })).rejects.toBeInstanceOf(SimulationCrash);
    expect((await squares(pool, 20, 2)).results.length).toBe(20);
  });

  it('fails a run whose parameters cannot cross to a thread, and takes odd thread counts', async () => {
    const pool = open(testProgram);
    await expect(squares(pool, 3, 1, { sleepMs: () => 1 })).rejects.toThrow(/could not be cloned/);
    for (const workers of [0, -2, 1.5, Number.NaN]) {
      expect((await squares(pool, 3, workers)).results).toEqual([0, 1, 4]);
    }
  });

  it('ends a run whose results the caller cannot take', async () => {
    const run = open(testProgram).run({
      job: 'squares',
      parameters: {},
      chunks: 4,
      workers: 1,
      accept: () => {
        throw new Error('no room');
      },
    });
    await expect(run).rejects.toThrow('no room');
  });

  it('cancels in the middle of a long chunk, reports progress before, and can run again', async () => {
    const pool = open(testProgram);
    const stop = new AbortController();
    const progress: number[] = [];
    const ending = await pool.run({
      job: 'squares',
      parameters: { sleepMs: 100 },
      chunks: 10_000,
      workers: 2,
      accept: () => undefined,
      onProgress: (done) => {
        progress.push(done);
        if (done === 3) stop.abort();
      },
      signal: stop.signal,
    });
    expect(ending).toBe('cancelled');
    expect(progress).toEqual([1, 2, 3]);
    expect((await squares(pool, 5, 2)).ending).toBe('done');
    const run = { job: 'squares', parameters: {}, chunks: 5, workers: 1, accept: () => undefined };
    expect(await pool.run({ ...run, signal: stop.signal })).toBe('cancelled');
  });

  it('keeps the threads of a cancelled run that are soon done, and ends those that are not', async () => {
    const pool = open(testProgram);
    const cancelledAfter = async (sleepMs: number): Promise<void> => {
      const stop = new AbortController();
      const parameters = { sleepMs };
      const ending = pool.run({
        job: 'squares',
        parameters,
        chunks: 50,
        workers: 1,
        accept: () => stop.abort(),
        signal: stop.signal,
      });
      expect(await ending).toBe('cancelled');
    };
    const threadsOf = async (workers: number): Promise<readonly unknown[]> => {
      const found: unknown[] = [];
      const accept = (thread: unknown): void => void found.push(thread);
      await pool.run({ job: 'thread', parameters: {}, chunks: workers, workers, accept });
      return found;
    };
    const [first] = await threadsOf(1);
    await cancelledAfter(1);
    // Those that come back last are asked last: one more each time reaches them all.
    let asked = 1;
    await expect.poll(() => threadsOf((asked += 1)), { timeout: 30_000 }).toContain(first);
    const before = await threadsOf(asked);
    await cancelledAfter(2000);
    const after = await threadsOf(asked);
    expect(after.filter((thread) => before.includes(thread)).length).toBe(asked - 1);
  }, 60_000);

  it('gives identical multi-centre and recruitment results for 1, 2 and 8 threads and for none', async () => {
    const pool = open();
    const answers = new Set<string>();
    for (const port of [inProcessSimulation, pool]) {
      for (const workers of [1, 2, 8]) {
        const options = { replicates: 1300, seed: 5, workers };
        const multicentre = await assessMulticentre(scenario, options, port);
        const { designs: _, ...recruitment } = scenario;
        const days = await forecastRecruitment(recruitment, options, port);
        expect(multicentre.ok && days.ok).toBe(true);
        answers.add(JSON.stringify([multicentre, days]));
      }
    }
    expect(answers.size).toBe(1);
    const other = await assessMulticentre(
      scenario,
      { replicates: 1300, seed: 6, workers: 2 },
      pool,
    );
    expect(answers.has(JSON.stringify(other))).toBe(false);
  });
});
