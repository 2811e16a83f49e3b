// Requirements: OFF-04, OFF-05
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drillCore, drillPassphrase, signedBy } from '../../../electron/node/drill/drill-core.ts';
import { copyStoreFiles } from '../../../electron/node/drill/drill-mishaps.ts';
import type { DrillSite } from '../../../electron/node/drill/drill-site.ts';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { offlineStudy, ruleOf, subjectInput } from '../../builders/offline-study.ts';
import type { OfflineStudy } from '../../builders/offline-study.ts';

let study: OfflineStudy;
let one: DrillSite;
let other: DrillSite;
let shown: { readonly first: readonly string[]; readonly second: readonly string[] };
beforeAll(async () => {
  study = await offlineStudy();
  const site = await study.site('S001', 'self');
  await site.core.must('site.begin', subjectInput('F-1'));
  const first = await site.core.must('site.open', { subject: 'F-1' });
  site.core.close();
  const dataDirectory = join(study.folder, 'copy');
  const path = join(study.folder, 'copy.cachet');
  cpSync(site.dataDirectory, dataDirectory, { recursive: true });
  copyStoreFiles(site.path, path);
  one = await reopened(site);
  other = await reopened({ ...site, dataDirectory, path });
  await one.core.must('site.dispense', { subject: 'F-1', kits: first.kits });
  site.clock.advance(20);
  const unusable = { kits: first.kits, condition: 'damaged' as const, reason: 'it fell' };
  await other.core.must('site.unusable', { subject: 'F-1', ...unusable });
  const second = await other.core.must('site.open', { subject: 'F-1' });
  await other.core.must('site.dispense', { subject: 'F-1', kits: second.kits });
  shown = { first: first.kits, second: second.kits };
  study.clock.advance(600);
});
afterAll(() => {
  for (const { core } of [one, other]) core.close();
  study.close();
});

async function reopened(here: DrillSite): Promise<DrillSite> {
  const { dataDirectory, clock, path } = here;
  const place = { dataDirectory, resources: resourcesDirectory(), storePath: path };
  const core = drillCore(place, clock);
  await core.must('session.signIn', { user: 'nora', passphrase: drillPassphrase });
  return { ...here, core };
}

const bringHome = async ({ core }: DrillSite) => {
  const { file } = await core.must('site.bundle', {});
  return study.console.must('bundles.import', {
    file: { name: file.name, base64: file.base64 },
  });
};

const itemsOf = async () => {
  const { rows } = await study.console.must('reconciliation.items', { limit: 50 });
  const isFirst = ({ kits }: { kits: readonly string[] }) => kits[0] === shown.first[0];
  return [...rows.filter(isFirst), ...rows.filter((row) => !isFirst(row))];
};
const stateOf = async (number: string) =>
  (await study.console.must('kits.get', { number })).kit.status;
const resolve = (key: string, decision: 'accept' | 'annotate') =>
  study.console.must('reconciliation.resolve', {
    key,
    decision,
    reason: 'Asked the site.',
    signature: signedBy('maren'),
  });

test('the story of the second copy stands beside the recorded one, with the kit that it gave', async () => {
  expect((await bringHome(one)).judged).toMatchObject([{ verdict: 'matched', recorded: true }]);
  await bringHome(other);
  expect(await itemsOf()).toMatchObject([
    { kits: shown.first, verdict: 'fork', state: 'open', recorded: true },
    { kits: shown.second, verdict: 'fork', state: 'open', recorded: false },
  ]);
});

test('accepting one leaves the other to be decided, and no kit that anybody saw is stock again', async () => {
  const [first, second] = await itemsOf();
  await resolve(first?.key ?? '', 'accept');
  expect(await itemsOf()).toMatchObject([{ state: 'resolved' }, { state: 'open' }]);
  const close = { pack: one.pack, reason: 'the network is back', signature: signedBy('maren') };
  expect(await ruleOf(study.console, 'packs.return', close)).toBe('pack-open-items');
  await resolve(second?.key ?? '', 'annotate');
  expect(await stateOf(shown.first[0] ?? '')).toBe('dispensed');
  expect(await stateOf(shown.second[0] ?? '')).toBe('quarantined');
  await one.core.must('site.surrender', { pack: one.pack, reason: 'the network is back' });
  await bringHome(one);
  // The other copy still holds sealed envelopes.
  expect(await ruleOf(study.console, 'packs.return', close)).toBe('pack-record-incomplete');
  await other.core.must('site.surrender', { pack: one.pack, reason: 'the network is back' });
  await bringHome(other);
  expect(await study.console.must('packs.return', close)).toMatchObject({ status: 'returned' });
  expect(await stateOf(shown.second[0] ?? '')).toBe('quarantined');
  const { checks } = await study.console.must('trail.verify', {});
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
});
