// Requirements: OFF-04, OFF-05
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drillCore, drillPassphrase } from '../../../electron/node/drill/drill-core.ts';
import type { DrillCore } from '../../../electron/node/drill/drill-core.ts';
import { cloneSite, copyStoreFiles } from '../../../electron/node/drill/drill-mishaps.ts';
import { randomizeOffline } from '../../../electron/node/drill/drill-site.ts';
import type { DrillSite } from '../../../electron/node/drill/drill-site.ts';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { offlineStudy, ruleOf } from '../../builders/offline-study.ts';
import type { OfflineStudy } from '../../builders/offline-study.ts';

type Upload = { readonly file: { readonly name: string; readonly base64: string } };

let study: OfflineStudy;
let first: DrillSite;
let second: DrillSite;
/** As it was before any machine was enrolled. */
let early: DrillCore;
let clones: { readonly original: DrillSite; readonly clone: DrillSite };
const opened: DrillCore[] = [];
beforeAll(async () => {
  study = await offlineStudy(3);
  early = await copiedConsole('early');
  first = await study.site('S001', 'self');
  second = await study.site('S002', 'self');
  second.clock.advance(60);
  await randomizeOffline(first, study.console, { subject: 'D-1', sex: 'male', unusable: 1 });
  await randomizeOffline(second, study.console, { subject: 'd-1', sex: 'male', unusable: 0 });
  await randomizeOffline(second, study.console, { subject: 'D-2', sex: 'female', unusable: 0 });
  const { folder, console } = study;
  const third = await study.site('S003', 'self');
  clones = await cloneSite(third, { folder, console, resources: resourcesDirectory() });
  study.clock.advance(600);
});
afterAll(() => {
  for (const core of [clones.original.core, clones.clone.core, ...opened]) core.close();
  study.close();
});

const recordOf = async ({ core }: DrillSite): Promise<Upload> => {
  const { file } = await core.must('site.bundle', {});
  return { file: { name: file.name, base64: file.base64 } };
};

/** A console as it was before any record came home. */
async function copiedConsole(name: string): Promise<DrillCore> {
  const { place, clock, folder } = study;
  const dataDirectory = join(folder, name);
  const storePath = join(folder, `${name}.cachet`);
  cpSync(place.dataDirectory, dataDirectory, { recursive: true });
  copyStoreFiles(place.path, storePath);
  const core = drillCore({ ...place, dataDirectory, storePath }, clock);
  await core.must('session.signIn', { user: 'maren', passphrase: drillPassphrase });
  opened.push(core);
  return core;
}

/** Everything that follows from the records: verdicts, subjects with their kits, envelopes, slots, and each opened kit. */
async function stateAt(console: DrillCore) {
  const { digest, counts } = await console.must('reconciliation.summary', {});
  const { rows } = await console.must('subjects.page', {});
  const items = (await console.must('reconciliation.items', { limit: 50 })).rows;
  const kits: string[] = [];
  for (const { key } of items) {
    const { openings } = await console.must('reconciliation.get', { key });
    kits.push(...openings.flatMap((opening) => opening.kits));
  }
  const states = new Map<string, string>();
  for (const number of [...new Set(kits)].sort()) {
    states.set(number, (await console.must('kits.get', { number })).kit.status);
  }
  const subjects = rows.map(({ subject, site, randomizationNumber, kits: given }) =>
    [subject, site, randomizationNumber, ...given].join(' '),
  );
  const { packs } = await console.must('packs.page', {});
  return {
    digest,
    counts,
    subjects: subjects.toSorted(),
    states,
    packs,
    slots: await slotsAt(console),
  };
}

/** How many slots of each stratum are used. */
async function slotsAt(console: DrillCore): Promise<readonly string[]> {
  const { lists } = await console.must('randomization.lists', {});
  const strata: string[] = [];
  for (const { list } of lists) {
    const found = await console.must('randomization.strata', { list });
    strata.push(...found.strata.map((stratum) => `${list} ${JSON.stringify(stratum)}`));
  }
  return strata;
}

test('whichever record comes home first, the same subjects have the same kits', async () => {
  const records = [];
  for (const site of [first, second, clones.original, clones.clone]) {
    records.push(await recordOf(site));
  }
  const states = [];
  for (const [name, order] of [
    ['forwards', records],
    ['backwards', records.toReversed()],
  ] as const) {
    const console = await copiedConsole(name);
    for (const record of order) await console.must('bundles.import', record);
    states.push(await stateAt(console));
    expect((await console.must('trail.verify', {})).ok).toBe(true);
  }
  expect(states[1]).toEqual(states[0]);
  expect(states[0]?.subjects).toContainEqual(expect.stringMatching(/^D-1 S001 P-S001-/));
  expect(states[0]?.subjects.filter((line) => /^d-1/i.test(line))).toHaveLength(1);
});

test('a subject with whom the console went on stays, though an earlier record comes home', async () => {
  const console = await copiedConsole('went-on');
  await console.must('bundles.import', await recordOf(second));
  await console.must('subjects.withdraw', {
    subject: 'd-1',
    reason: 'The subject withdrew consent.',
  });
  await console.must('bundles.import', await recordOf(first));
  const { rows } = await console.must('reconciliation.items', { limit: 50 });
  expect(
    rows
      .filter(({ subject }) => /^d-1$/i.test(subject))
      .map(({ site, state, recorded }) => `${site} ${state} ${recorded}`)
      .toSorted(),
  ).toEqual(['S001 open false', 'S002 open true']);
});

test('a record of a machine that was never enrolled is not taken in: it could be planted under the name of another', async () => {
  const record = await recordOf(first);
  expect(await early.must('bundles.inspect', record)).toMatchObject({ deviceKnown: false });
  expect(await ruleOf(early, 'bundles.import', record)).toBe('bundle-unknown-machine');
});
