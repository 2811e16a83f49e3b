// Requirements: OFF-05
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomizeOffline } from '../../../electron/node/drill/drill-site.ts';
import type { DrillSite } from '../../../electron/node/drill/drill-site.ts';
import { offlineStudy } from '../../builders/offline-study.ts';
import type { OfflineStudy } from '../../builders/offline-study.ts';

let study: OfflineStudy;
let site: DrillSite;
beforeAll(async () => {
  study = await offlineStudy();
  site = await study.site('S001', 'self');
});
afterAll(() => study.close());

const bringHome = async () => {
  study.clock.advance(600);
  const { file } = await site.core.must('site.bundle', {});
  return study.console.must('bundles.import', {
    file: { name: file.name, base64: file.base64 },
  });
};
const given = async (subject: string, sex: 'female' | 'male') =>
  randomizeOffline(site, study.console, { subject, sex, unusable: 0 });
const screened = async (subject: string) => {
  const { rows } = await study.console.must('subjects.page', { search: subject });
  return rows.map((row) => `${row.subject} ${row.site} ${row.status}`);
};

test('whoever failed screening, or is screened elsewhere, is not overwritten by the record of a site', async () => {
  const { must } = study.console;
  await must('subjects.screen', { subject: 'F-1', site: 'S001' });
  await must('subjects.failScreening', { subject: 'F-1', reason: 'Potassium 6.1 mmol/l.' });
  await must('subjects.screen', { subject: 'F-2', site: 'S002' });
  await must('subjects.screen', { subject: 'F-3', site: 'S001' });
  await given('F-1', 'female');
  await given('F-2', 'male');
  await given('F-3', 'female');
  const { judged } = await bringHome();
  expect(judged.map(({ subject, verdict, recorded }) => [subject, verdict, recorded])).toEqual(
    expect.arrayContaining([
      ['F-1', 'screening', false],
      ['F-2', 'screening', false],
      ['F-3', 'matched', true],
    ]),
  );
  expect(judged.find(({ subject }) => subject === 'F-1')?.findings[0]?.because).toBe(
    'Subject F-1 failed screening at S001: Potassium 6.1 mmol/l.',
  );
  expect(await screened('F-1')).toEqual(['F-1 S001 screen-failed']);
  expect(await screened('F-2')).toEqual(['F-2 S002 screened']);
  expect(await screened('F-3')).toEqual(['F-3 S001 randomized']);
});

test('a site that was closed when it opened an envelope is named; what it opened before is not', async () => {
  await given('F-4', 'female');
  await study.console.must('study.setSiteStatus', {
    site: 'S001',
    status: 'closed',
    reason: 'Serious breach of the protocol.',
  });
  site.clock.advance(3000);
  await given('F-5', 'male');
  study.clock.advance(6000);
  const { judged } = await bringHome();
  expect(judged.map(({ subject, verdict }) => `${subject} ${verdict}`).toSorted()).toEqual([
    'F-4 matched',
    'F-5 site-closed',
  ]);
});
