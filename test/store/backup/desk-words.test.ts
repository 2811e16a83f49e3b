// Requirements: OFF-05
import { signatureFor } from '../../builders/signature-for.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drillPassphrase, signedBy } from '../../../electron/node/drill/drill-core.ts';
import { randomizeOffline } from '../../../electron/node/drill/drill-site.ts';
import type { DrillSite } from '../../../electron/node/drill/drill-site.ts';
import { releaseModes } from '../../../shared/domain/backup/pack-terms.ts';
import { offlineStudy } from '../../builders/offline-study.ts';
import type { OfflineStudy } from '../../builders/offline-study.ts';

let study: OfflineStudy;
const sites = new Map<string, DrillSite>();
beforeAll(async () => {
  study = await offlineStudy(3);
  for (const [i, mode] of releaseModes.entries()) {
    const site = await study.site(`S00${i + 1}`, mode);
    sites.set(mode, site);
    await randomizeOffline(site, study.console, {
      subject: `M-${mode}`,
      sex: 'female',
      unusable: 1,
    });
    study.clock.advance(60);
    await bringHome(site);
  }
});
afterAll(() => {
  study.close();
});

async function bringHome({ core }: DrillSite) {
  const { file } = await core.must('site.bundle', {});
  const upload = { name: file.name, base64: file.base64 };
  return study.console.must('bundles.import', { file: upload });
}

const itemOf = async (mode: string) => {
  const { rows } = await study.console.must('reconciliation.items', { limit: 100 });
  const key = rows.find(({ subject }) => subject === `M-${mode}`)?.key ?? '';
  return study.console.must('reconciliation.get', { key });
};

test.each(releaseModes)('the desk has the evidence of an envelope released by %s', async (mode) => {
  const item = await itemOf(mode);
  expect(item).toMatchObject({ state: 'recorded', verdict: 'matched', correction: null });
  expect(item.openings.map((opening) => opening.mode)).toEqual([mode, mode]);
  const released = mode === 'helpline' ? true : null;
  expect(item.openings.map((opening) => opening.released)).toEqual([released, released]);
  const seconds = item.openings.map(({ second }) => second !== null);
  expect(seconds).toEqual([mode === 'two-person', mode === 'two-person']);
});

test('a correction shows the corrected values, and annotating what is recorded leaves it so', async () => {
  const site = sites.get('self') as DrillSite;
  const correct = { subject: 'M-self', factors: { sex: 'male' }, reason: 'A typing error.' };
  await site.core.must('site.correct', correct);
  await bringHome(site);
  const item = await itemOf('self');
  expect(item).toMatchObject({ state: 'open', recorded: true });
  const [captured] = item.factors;
  const [corrected] = item.correction?.factors ?? [];
  expect(corrected?.factor).toBe(captured?.factor);
  expect(corrected?.value).not.toBe(captured?.value);
  const effect = item.decisions.find(({ decision }) => decision === 'annotate')?.effect ?? '';
  expect(effect).toContain('It stays recorded');
  expect(effect).not.toContain('out of use');
  await study.console.must('reconciliation.resolve', {
    key: item.key,
    decision: 'annotate',
    reason: 'The source says male.',
    signature: signedBy('maren'),
  });
  const { kit } = await study.console.must('kits.get', { number: item.kits[0] ?? '' });
  expect(kit.status).toBe('dispensed');
  const { rows } = await study.console.must('trail.page', { limit: 1 });
  expect(rows[0]?.what).not.toContain('alone');
});

test('somebody of one site sees the machines and the records of this site alone', async () => {
  const { must } = study.console;
  const passphrase = 'first long passphrase 1';
  await must('session.signIn', { user: 'ada', passphrase: drillPassphrase });
  const sue = { user: 'sue', printedName: 'Sue Site', role: 'site-user' } as const;
  await must('access.addUser', {
    ...sue,
    sites: ['S002'],
    passphrase,
    signature: signatureFor('access.addUser', 'ada', drillPassphrase),
  });
  expect((await must('packs.devices', {})).devices).toHaveLength(3);
  expect((await must('bundles.page', {})).total).toBe(4);
  await must('session.signIn', { user: 'sue', passphrase });
  await must('session.changePassphrase', { current: passphrase, next: drillPassphrase });
  expect((await must('packs.devices', {})).devices.map(({ site }) => site)).toEqual(['S002']);
  const { total, rows } = await must('bundles.page', {});
  expect(total).toBe(1);
  expect(rows.map(({ site }) => site)).toEqual(['S002']);
});
