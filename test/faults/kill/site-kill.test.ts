// Requirements: OFF-02
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DrillClock, drillCore, drillPassphrase } from '../../../electron/node/drill/drill-core.ts';
import { copyStoreFiles } from '../../../electron/node/drill/drill-mishaps.ts';
import { sitePeople } from '../../../electron/node/drill/drill-site.ts';
import type { DrillSite } from '../../../electron/node/drill/drill-site.ts';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { uniform, Xoshiro } from '../../../shared/engine/prng/simulation/xoshiro.ts';
import { offlineStudy } from '../../builders/offline-study.ts';
import type { OfflineStudy } from '../../builders/offline-study.ts';
import { counted, figure } from '../figures.ts';
import { isLong, runSeed } from '../lane.ts';
import { buildWriter } from '../writer/built-writer.ts';
import type { BuiltWriter } from '../writer/built-writer.ts';
import type { SiteSaid, SiteTask } from './site-writer.ts';

const kills = isLong ? 500 : 4;
const seed = runSeed(907);
const words = new Xoshiro().startReplicate(seed, 0, 0);
const now = '2026-03-02T10:00:00.000Z';

let study: OfflineStudy;
let site: DrillSite;
let writer: BuiltWriter;
beforeAll(async () => {
  console.log(`seed ${seed} (CACHET_FAULT_SEED repeats it)`);
  study = await offlineStudy();
  site = await study.site('S001', 'self');
  site.core.close();
  writer = await buildWriter(join(import.meta.dirname, 'site-writer.ts'));
});
afterAll(() => {
  study.close();
  writer.remove();
});

interface Lane extends Pick<SiteTask, 'dataDirectory' | 'path'> {
  remove(): void;
}

/** A copy of the site's machine and file, to be killed at work. */
function newLane(): Lane {
  const folder = mkdtempSync(join(tmpdir(), 'cachet-site-kill-'));
  const [dataDirectory, path] = [join(folder, 'data'), join(folder, 'site.cachet')];
  cpSync(site.dataDirectory, dataDirectory, { recursive: true });
  copyStoreFiles(site.path, path);
  return { dataDirectory, path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Lets the site work and kills it within a drawn time after a drawn step began; without a limit it works to its end. */
async function work(
  lane: Lane,
  given: { readonly showsEarly: boolean; readonly tries: number; readonly withinMs: number },
): Promise<readonly SiteSaid[]> {
  const child = spawn(process.execPath, [writer.program]);
  const task: SiteTask = {
    ...lane,
    resources: resourcesDirectory(),
    now,
    showsEarly: given.showsEarly,
  };
  child.stdin.on('error', () => undefined).end(JSON.stringify(task));
  let [out, errors] = ['', ''];
  let isDoomed = false;
  child.stderr.on('data', (bytes: Buffer) => (errors += bytes.toString()));
  child.stdout.on('data', (bytes: Buffer) => {
    out += bytes.toString();
    if (isDoomed || out.split('"kind":"try"').length <= given.tries) return;
    isDoomed = true;
    void wait(uniform(words) * given.withinMs).then(() => child.kill('SIGKILL'));
  });
  await new Promise((resolve) => void child.on('close', resolve));
  expect(errors).toBe('');
  return out
    .slice(0, out.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as SiteSaid);
}

interface Found {
  /** Kits that somebody saw and the file does not know of. */
  readonly unlogged: readonly string[];
  readonly opened: number;
  readonly failedChecks: readonly string[];
}

/** Opens the file as it was left, and compares it with what was shown. */
async function inspect(lane: Lane, said: readonly SiteSaid[], replay: boolean): Promise<Found> {
  const place = { ...lane, resources: resourcesDirectory(), storePath: lane.path };
  const core = drillCore(place, new DrillClock('2026-03-02T11:00:00.000Z' as never));
  try {
    await core.must('session.signIn', { user: sitePeople[0], passphrase: drillPassphrase });
    const { underWay, latest, strata } = await core.must('site.status', {});
    const opened = [...underWay, ...latest].filter(({ layer }) => layer > 0);
    const logged = new Set(opened.flatMap(({ kits }) => kits));
    const shown = said.flatMap((line) => (line.kind === 'shown' ? line.kits : []));
    const left = strata.reduce((sum, row) => sum + row.left, 0);
    expect(left).toBe(8 - opened.length);
    const { checks } = await core.must('trail.verify', { replay });
    return {
      unlogged: shown.filter((kit) => !logged.has(kit)),
      opened: opened.length,
      failedChecks: checks.flatMap(({ check, passed }) => (passed ? [] : [check])),
    };
  } finally {
    core.close();
  }
}

it('leaves each envelope sealed, or opened and logged, wherever the program dies', async () => {
  let afterShown = 0;
  for (let run = 0; run < kills; run += 1) {
    const lane = newLane();
    const tries = 1 + Math.floor(uniform(words) * 9);
    const said = await work(lane, { showsEarly: false, tries, withinMs: 6 });
    const found = await inspect(lane, said, run === kills - 1);
    expect(found, `run ${run}`).toMatchObject({ unlogged: [], failedChecks: [] });
    if (said.some(({ kind }) => kind === 'shown')) afterShown += 1;
    lane.remove();
  }
  figure({
    what: 'kill -9 while a site opens sealed envelopes',
    runs: `${counted(kills)} kills, seed ${seed}`,
    result: `each envelope sealed, or opened and logged; ${counted(afterShown)} after a number was shown`,
  });
});

it('finds a program that shows the number before the entry is on the disk', async () => {
  const lane = newLane();
  const said = await work(lane, { showsEarly: true, tries: 99, withinMs: 0 });
  expect(said.at(-1)).toMatchObject({ kind: 'shown' });
  const found = await inspect(lane, said, false);
  expect(found.unlogged).toHaveLength(1);
  expect(found.opened).toBe(0);
  figure({
    what: 'control: a site that shows the number before the entry is on the disk',
    runs: '1 kill',
    result: 'the kit is unknown to the file: caught',
  });
  lane.remove();
});
