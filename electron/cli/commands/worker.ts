import { availableParallelism } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { engineVersion } from '../../../shared/app/design-lab/engine-version.ts';
import type { DoneJob } from '../../node/hub/jobs/job-doer.ts';
import { startWorker } from '../../node/hub/jobs/worker-at-work.ts';
import type { WorkerAtWork, WorkerSettings } from '../../node/hub/jobs/worker-at-work.ts';
import { startSimulationPool } from '../../node/simulation-pool.ts';
import { wholeNumber } from '../arguments.ts';
import { done, refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { machineOf } from '../store-access.ts';
import { workerHub } from '../worker-settings.ts';

/** How long a worker waits before it looks for a hub again that went away. */
const againMs = 5000;

async function work(typed: Typed, io: Io): Promise<Ending> {
  const where = workerHub(typed, io);
  if (!where.ok) return refused(where.error);
  const { device } = machineOf(io);
  const count = { done: 0, late: 0, failed: 0 };
  const told = ({ run, job, ending, because }: DoneJob): void => {
    count[ending] += 1;
    if (because !== null) io.say(`Job ${job} of run ${run}: ${because}`);
  };
  const pool = startSimulationPool();
  const threads = wholeNumber(typed, 'threads', 1, availableParallelism());
  const untilIdle = typed.switches.has('until-idle');
  try {
    const settings = { ...where.value, device, threads, pool, untilIdle, told };
    const ended = await untilStopped(settings, io);
    if (!ended.ok) return refused(ended.error);
    const { hub } = where.value;
    return done(
      { hub, device: device.id, engine: engineVersion, threads, ...count },
      `${count.done} jobs done, ${count.late} came too late, ${count.failed} failed.`,
    );
  } finally {
    await pool.close();
  }
}

/** Works until the person interrupts; a hub that goes away is looked for again, one that was never there is not. */
async function untilStopped(settings: WorkerSettings, io: Io): Promise<Result<null, Refusal>> {
  for (let hasWorked = false; !io.stop.aborted;) {
    const started = await startWorker(settings);
    if (started.ok) {
      if (!hasWorked)
        io.say(`Calculating with ${settings.threads} threads for hub ${settings.hub}.`);
      hasWorked = true;
    }
    const ended = started.ok ? await endOf(started.value, io) : started;
    const isAway = !ended.ok && ended.error.rule === 'hub-away';
    if (!isAway || !hasWorked || settings.untilIdle) return ended;
    io.say(`${ended.error.message} Looking again in ${againMs / 1000} s.`);
    await pause(againMs, undefined, { signal: io.stop }).catch(() => undefined);
  }
  return ok(null);
}

async function endOf(worker: WorkerAtWork, io: Io): Promise<Result<null, Refusal>> {
  const stop = (): void => {
    io.say('Finishing the jobs in work; once more to stop at once.');
    void worker.stop();
  };
  io.stop.addEventListener('abort', stop);
  if (io.stop.aborted) stop();
  try {
    return await worker.ended;
  } finally {
    io.stop.removeEventListener('abort', stop);
  }
}

export const command: Command = {
  options: {
    'database-url': {
      value: 'URL',
      description:
        'postgres://HOST:PORT/DATABASE of the hub; as `worker join` was told when left out',
    },
    hub: { value: 'NUMBER', description: 'the number of the hub; as `worker join` was told' },
    threads: {
      value: 'N',
      description: 'threads; as many as the machine has by default. They do not change any result',
    },
    'until-idle': { description: 'end as soon as no job waits' },
  },
  output:
    'runs until it is interrupted, then hub, device, engine, threads, and the jobs that were done, came too late (their run was closed) and failed. An interruption finishes the jobs in work and gives back none; a second one ends at once, and the hub gives them to others.',
  examples: [
    'worker',
    'worker --database-url postgres://db.example.org/cachet --hub 0123456789abcdef --threads 8',
    'worker --until-idle --json',
  ],
  run: work,
};
