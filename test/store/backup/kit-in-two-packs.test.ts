// Requirements: OFF-05, SUP-03
import { signatureFor } from '../../builders/signature-for.ts';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drillCore, drillPassphrase, signedBy } from '../../../electron/node/drill/drill-core.ts';
import type { DrillCore } from '../../../electron/node/drill/drill-core.ts';
import { copyStoreFiles } from '../../../electron/node/drill/drill-mishaps.ts';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { offlineStudy, subjectInput } from '../../builders/offline-study.ts';
import type { OfflineStudy } from '../../builders/offline-study.ts';

/** The record of the first machine stays away; its kits are counted by mistake and lie in the pack of a second one. */
let study: OfflineStudy;
let kit: string;
let records: readonly { readonly file: { readonly name: string; readonly base64: string } }[];
const opened: DrillCore[] = [];
beforeAll(async () => {
  study = await offlineStudy(1);
  const first = await study.site('S001', 'self');
  await first.core.must('site.begin', subjectInput('K-1'));
  const { kits } = await first.core.must('site.open', { subject: 'K-1' });
  await first.core.must('site.dispense', { subject: 'K-1', kits });
  kit = kits[0] ?? '';
  study.clock.advance(60);
  await closeAndRelease(first.pack);
  const second = await secondMachine();
  await second.must('site.begin', subjectInput('Q-1'));
  const again = await second.must('site.open', { subject: 'Q-1' });
  expect(again.kits).toEqual([kit]);
  await second.must('site.dispense', { subject: 'Q-1', kits: again.kits });
  study.clock.advance(600);
  records = await Promise.all(
    [first.core, second].map(async (core) => {
      const { file } = await core.must('site.bundle', {});
      return { file: { name: file.name, base64: file.base64 } };
    }),
  );
});
afterAll(() => {
  for (const core of opened) core.close();
  study.close();
});

/** Afterwards the kit is the only one of its type that is left at the site. */
async function closeAndRelease(pack: string): Promise<void> {
  const { must } = study.console;
  const reason = 'The machine is lost.';
  await must('packs.return', {
    pack,
    reason,
    withoutSurrender: true,
    signature: signedBy('maren'),
  });
  const { rows } = await must('kits.page', { limit: 200 });
  const mine = rows.find(({ number }) => number === kit)?.kitType;
  const numbers = rows.flatMap((row) =>
    row.kitType === mine && row.status === 'at-site' ? [row.number] : [],
  );
  await must('kits.act', { numbers, action: 'quarantine', reason });
  const passphrase = 'first long passphrase 1';
  await must('session.signIn', { user: 'ada', passphrase: drillPassphrase });
  const quinn = { user: 'quinn', printedName: 'Quinn Quality', role: 'qa' } as const;
  await must('access.addUser', {
    ...quinn,
    passphrase,
    signature: signatureFor('access.addUser', 'ada', drillPassphrase),
  });
  await must('session.signIn', { user: 'quinn', passphrase });
  await must('session.changePassphrase', { current: passphrase, next: drillPassphrase });
  await must('kits.release', { numbers: [kit], reason: 'Counted.', signature: signedBy('quinn') });
  await must('session.signIn', { user: 'maren', passphrase: drillPassphrase });
}

async function secondMachine(): Promise<DrillCore> {
  const { folder, console, clock } = study;
  const place = { dataDirectory: join(folder, 'second'), resources: resourcesDirectory() };
  const core = drillCore(place, clock);
  opened.push(core);
  const { request, fingerprint, device } = await core.must('site.request', {});
  const signature = signedBy('maren');
  await console.must('packs.enrol', { site: 'S001', request, fingerprint, signature });
  // One envelope each: blocks of four put its arm into one of the first five.
  const packs: string[] = [];
  while ((await console.must('kits.get', { number: kit })).kit.status === 'at-site') {
    packs.push(`P-${packs.length + 2}`);
    await console.must('packs.issue', {
      pack: packs.at(-1) ?? '',
      site: 'S001',
      device,
      envelopesPerStratum: 0,
      strata: [{ stratum: 'site=S001;sex=female', envelopes: 1 }],
      layers: 1,
      release: 'self',
      validFrom: clock.now().instant,
      validUntil: '2026-05-20T09:00:00.000Z',
      signature,
    });
  }
  const pack = packs.at(-1) ?? '';
  const { name, base64 } = await console.must('packs.file', { pack });
  await core.must('site.create', {
    file: { name, base64 },
    path: join(folder, 'second.cachet'),
    people: [{ user: 'nora', printedName: 'Nora', passphrase: drillPassphrase }],
  });
  await core.must('session.signIn', { user: 'nora', passphrase: drillPassphrase });
  return core;
}

async function copiedConsole(name: string): Promise<DrillCore> {
  const { place, clock, folder } = study;
  const dataDirectory = join(folder, name);
  const storePath = join(folder, `${name}.cachet`);
  cpSync(place.dataDirectory, dataDirectory, { recursive: true });
  copyStoreFiles(place.path, storePath);
  const core = drillCore({ ...place, dataDirectory, storePath }, clock);
  opened.push(core);
  await core.must('session.signIn', { user: 'maren', passphrase: drillPassphrase });
  return core;
}

async function outcomeOf(name: string, order: typeof records) {
  const console = await copiedConsole(name);
  for (const record of order) await console.must('bundles.import', record);
  const { rows } = await console.must('reconciliation.items', { limit: 100 });
  const both = rows.filter(({ subject }) => subject === 'K-1' || subject === 'Q-1');
  return {
    both: both
      .map(({ subject, state, recorded, findings }) => ({
        subject,
        state,
        recorded,
        because: findings.map(({ because }) => because).toSorted(),
      }))
      .toSorted((one, next) => (one.subject < next.subject ? -1 : 1)),
    digest: (await console.must('reconciliation.summary', {})).digest,
    kit: (await console.must('kits.get', { number: kit })).kit.status,
  };
}

test('a kit that two packs showed is named on both sides, whichever record comes home first', async () => {
  const forwards = await outcomeOf('forwards', records);
  expect(forwards.both.map(({ subject, state }) => `${subject} ${state}`)).toEqual([
    'K-1 open',
    'Q-1 open',
  ]);
  for (const { subject, because } of forwards.both) {
    const rival = subject === 'K-1' ? 'Q-1' : 'K-1';
    expect(because.join(' ')).toContain(`Kit ${kit} was also shown at S001 for subject ${rival}`);
  }
  expect(await outcomeOf('backwards', records.toReversed())).toEqual(forwards);
});
