// Requirements: HUB-20, HUB-21
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { loadDevice } from '../../electron/node/device.ts';
import { enrolMachine } from '../../electron/node/hub/enrolment.ts';
import { joinRequest } from '../../electron/node/hub/join-request.ts';
import { offlineStudy, ruleOf } from '../builders/offline-study.ts';
import { urlAs } from './fresh-database.ts';
import { rowsOf, smallScenario, until } from './job-machines.ts';
import { workingMachine } from './joined-study.ts';
import { enrolled, makeTestHub, must } from './machines.ts';
import type { MadeHub } from './machines.ts';

const cli = join(import.meta.dirname, '..', '..', 'electron', 'cli', 'index.ts');

type Json = Readonly<Record<string, unknown>>;

/** A process of the real command line, on a machine of its own. */
interface Machine {
  readonly child: ChildProcess;
  /** Its exit code and what it printed. */
  readonly ended: Promise<{ readonly code: number | null; readonly json: Json | null }>;
}

function start(dataDirectory: string, words: readonly string[]): Machine {
  const child = spawn(process.execPath, [cli, 'worker', ...words, '--json'], {
    env: { ...process.env, CACHET_DATA: dataDirectory },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const ended = new Promise<{ code: number | null; json: Json | null }>((resolve) => {
    child.on('close', (code) =>
      resolve({ code, json: out === '' ? null : (JSON.parse(out) as Json) }),
    );
  });
  return { child, ended };
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'cachet-worker-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Ends a worker as a power cut would, while it certainly has a job in work. */
async function killAtWork(made: MadeHub, device: string, { child }: Machine): Promise<void> {
  const holds = async (): Promise<boolean> => {
    const pools = (await rowsOf(made, 'pool')) as readonly { pool: string; device: string }[];
    const own = new Set(pools.filter((one) => one.device === device).map(({ pool }) => pool));
    const jobs = await rowsOf(made, '_private_jobs', 'graphile_worker');
    return jobs.some((job) => own.has((job as { locked_by: string }).locked_by));
  };
  await until(async () => {
    if (!(await holds())) return false;
    child.kill('SIGSTOP');
    if (await holds()) return true;
    child.kill('SIGCONT');
    return false;
  });
  child.kill('SIGKILL');
}

it('workers in processes of their own calculate a forecast; one is killed at work, one stops when asked', async () => {
  const made = await makeTestHub();
  const study = await offlineStudy(1);
  onTestFinished(async () => {
    study.close();
    await made.owner.close();
  });
  const core = study.console;
  await core.must('hub.connect', { databaseUrl: urlAs(made.url, '', ''), hub: made.hub });
  await enrolled(made, 'ZL-301', null, workingMachine(core).device);
  const folders = [folder(), folder()] as const;
  const where = ['--database-url', urlAs(made.url, '', ''), '--hub', made.hub];
  const device = loadDevice(folders[1]);
  const codes = [
    (await start(folders[0], ['join', ...where]).ended).json as Json,
    { ...joinRequest(made.hub, 'worker', device), device: device.id },
  ];
  const devices: string[] = [];
  for (const { request, fingerprint, device } of codes) {
    const asked = { request: String(request), fingerprint: String(fingerprint) };
    must(await enrolMachine(made.owner.db, { ...asked, study: 'ZL-301', place: null }));
    const wrong = { ...asked, fingerprint: 'AAAA BBBB CCCC DDDD' };
    expect(await ruleOf(core, 'hub.acceptWorker', wrong)).toBe('fingerprint-differs');
    await core.must('hub.acceptWorker', asked);
    devices.push(String(device));
  }
  const killed = start(folders[0], ['--threads', '1']);
  const stopped = start(folders[1], [...where, '--threads', '1']);
  await until(async () => (await rowsOf(made, 'pool')).length === 2);
  const { workers } = await core.must('hub.workers', {});
  expect(workers.map(({ threads, acceptedBy }) => [threads, acceptedBy])).toEqual([
    [1, 'maren'],
    [1, 'maren'],
  ]);
  const question = { scenario: smallScenario as never, replicates: 1000, seed: 7 };
  const [there] = await Promise.all([
    core.must('forecast.run', { ...question, where: 'hub' }),
    killAtWork(made, devices[0] as string, killed),
  ]);
  expect(there.calculated).toMatchObject({ refusal: null, chunks: 54, byWorkers: 48 });
  expect(there.calculated?.workers).toContain(devices[1]);
  const here = await core.must('forecast.run', question);
  expect(there.digest).toBe(here.digest);
  stopped.child.kill('SIGINT');
  const ending = await stopped.ended;
  expect(ending).toMatchObject({ code: 0, json: { device: devices[1], failed: 0 } });
  expect(await rowsOf(made, 'pool')).toEqual([]);
});
