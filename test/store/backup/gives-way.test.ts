// Requirements: OFF-04, OFF-05, TRU-11
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drillCore, drillPassphrase, signedBy } from '../../../electron/node/drill/drill-core.ts';
import { copyStoreFiles } from '../../../electron/node/drill/drill-mishaps.ts';
import { randomizeOffline } from '../../../electron/node/drill/drill-site.ts';
import type { DrillSite } from '../../../electron/node/drill/drill-site.ts';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { offlineStudy } from '../../builders/offline-study.ts';
import type { OfflineStudy } from '../../builders/offline-study.ts';

/** Three copies of one file open the same envelope, each for somebody else; the last one comes home first. */
interface Copy {
  readonly subject: string;
  readonly kits: readonly string[];
  /** Somebody of the other stratum, in the same way. */
  readonly other: string;
  readonly otherKits: readonly string[];
  readonly file: { readonly name: string; readonly base64: string };
}

let study: OfflineStudy;
const copies: Copy[] = [];
beforeAll(async () => {
  study = await offlineStudy(1);
  const site = await study.site('S001', 'self');
  site.core.close();
  const places = ['early', 'middle', 'late'].map((name) => copyOf(site, name));
  for (const place of places) copies.push(await livedOn(place));
  study.clock.advance(600);
});
afterAll(() => study.close());

function copyOf(site: DrillSite, name: string): DrillSite {
  const dataDirectory = join(study.folder, name);
  const path = `${dataDirectory}.cachet`;
  cpSync(site.dataDirectory, dataDirectory, { recursive: true });
  copyStoreFiles(site.path, path);
  return { ...site, dataDirectory, path };
}

async function livedOn(site: DrillSite): Promise<Copy> {
  const { dataDirectory, path, clock } = site;
  const place = { dataDirectory, resources: resourcesDirectory(), storePath: path };
  const core = drillCore(place, clock);
  await core.must('session.signIn', { user: 'nora', passphrase: drillPassphrase });
  const [subject, other] = ['G', 'H'].map((letter) => `${letter}-${copies.length + 1}`) as [
    string,
    string,
  ];
  const randomize = (wish: { readonly subject: string; readonly sex: 'female' | 'male' }) =>
    randomizeOffline({ ...site, core }, study.console, { ...wish, unusable: 0 });
  const kits = await randomize({ subject, sex: 'female' });
  const otherKits = await randomize({ subject: other, sex: 'male' });
  const { name, base64 } = (await core.must('site.bundle', {})).file;
  core.close();
  return { subject, kits, other, otherKits, file: { name, base64 } };
}

const recorded = async (): Promise<readonly string[]> => {
  const { rows } = await study.console.must('reconciliation.items', { limit: 50 });
  return rows
    .filter((row) => row.recorded)
    .map(({ subject }) => subject)
    .sort();
};

const breakCode = ({ other: subject, otherKits: [kit] }: Copy, kind: 'emergency' | 'exercise') =>
  study.console.must('codeBreak.open', {
    subject,
    ...(kit === undefined ? {} : { kit }),
    kind,
    reason: 'Found unconscious.',
    signature: signedBy('maren'),
  });

test('what is recorded gives way as often as an earlier record comes home, with its slot and its kits', async () => {
  const [early, middle, late] = copies as [Copy, Copy, Copy];
  const [kit] = early.kits as [string];
  expect([middle.kits, late.kits]).toEqual([[kit], [kit]]);
  await breakCode(late, 'exercise');
  await breakCode(middle, 'emergency');
  for (const { file, subject, other, otherKits } of [late, middle, early]) {
    await study.console.must('bundles.import', { file });
    // An emergency before any record was home holds the assignment; an exercise told nothing and holds nothing.
    const stays = subject === early.subject ? middle.other : other;
    expect(await recorded()).toEqual([subject, stays]);
    const { rows } = await study.console.must('subjects.page', {
      sort: 'subject',
      descending: false,
    });
    expect(rows.map((row) => [row.subject, ...row.kits])).toEqual([
      [subject, kit],
      [stays, ...otherKits],
    ]);
    expect((await study.console.must('kits.get', { number: kit })).kit.status).toBe('dispensed');
  }
  const { checks } = await study.console.must('trail.verify', {});
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
});
