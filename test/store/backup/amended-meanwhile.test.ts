// Requirements: OFF-05
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drillPassphrase, signedBy } from '../../../electron/node/drill/drill-core.ts';
import { drillDefinition } from '../../../electron/node/drill/drill-definition.ts';
import { randomizeOffline } from '../../../electron/node/drill/drill-site.ts';
import { offlineStudy } from '../../builders/offline-study.ts';
import type { OfflineStudy } from '../../builders/offline-study.ts';

/** The study is amended after an envelope was used and before its record comes home. */
let study: OfflineStudy;
beforeAll(async () => {
  study = await offlineStudy(1);
});
afterAll(() => study.close());

const otherFactor = `  - id: age
    name: Age
    kind: level
    levels:
      - { id: young, name: Under 65 }
      - { id: old, name: 65 and over }
regions:`;

async function replaceFactor(): Promise<void> {
  const { console } = study;
  const reason = 'Protocol amendment 2.';
  await console.must('session.signIn', { user: 'tomas', passphrase: drillPassphrase });
  await console.must('randomization.retire', {
    list: 'MAIN',
    reason,
    signature: signedBy('tomas'),
  });
  await console.must('session.signIn', { user: 'ada', passphrase: drillPassphrase });
  const { text } = drillDefinition(1);
  const amended = text.replace(/ {2}- id: sex[\s\S]*?regions:/, otherFactor);
  expect(amended).not.toContain('id: sex');
  const definition = { name: 'v2.yaml', base64: Buffer.from(amended).toString('base64') };
  await console.must('study.amend', { definition, reason, signature: signedBy('ada') });
  await console.must('session.signIn', { user: 'maren', passphrase: drillPassphrase });
}

test('a record is judged by the definition under which its pack was made', async () => {
  const site = await study.site('S001', 'self');
  await randomizeOffline(site, study.console, { subject: 'A-1', sex: 'female', unusable: 0 });
  await replaceFactor();
  const { file } = await site.core.must('site.bundle', {});
  const upload = { name: file.name, base64: file.base64 };
  await study.console.must('bundles.import', { file: upload });
  const { rows } = await study.console.must('reconciliation.items', {});
  expect(rows.map(({ subject, verdict, state }) => [subject, verdict, state])).toEqual([
    ['A-1', 'matched', 'recorded'],
  ]);
});
