// Requirements: TRU-10
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openList } from '../../builders/custody.ts';
import { kitListCsv, kitListMapping, kitRows } from '../../builders/kit-list-csv.ts';
import { openStudy, signatureOf, uploaded } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { replayed } from '../../builders/replayed.ts';
import { smallStudyText } from '../../builders/small-study.ts';

let study: OpenStudy;
beforeEach(() => {
  study = openStudy();
});
afterEach(() => study.close());

const flipSlot = (): void =>
  study.db.exec(
    'UPDATE slot SET veil = (veil | 1) - (veil & 1) WHERE stratum = 1 AND position = 1',
  );

/** A list that fails a verification after its first signature, and is then verified, signed and locked. */
async function listWithSetback(): Promise<void> {
  const sign = (user: 'stat' | 'pharma') => ({ list: 'MAIN', signature: signatureOf(user) });
  await study.must('stat', 'randomization.generate', {
    list: 'MAIN',
    parameters: { blocks: [2, 4] },
    stratifyBy: ['sex'],
    slotsPerStratum: 12,
  });
  const list = { list: 'MAIN' };
  await study.must('stat', 'randomization.verify', list);
  await study.must('stat', 'randomization.sign', sign('stat'));
  flipSlot();
  await study.must('stat', 'randomization.verify', list);
  flipSlot();
  await study.must('stat', 'randomization.verify', list);
  await study.must('stat', 'randomization.sign', sign('stat'));
  await study.must('pharma', 'randomization.sign', sign('pharma'));
  await openList(study, 'stat');
  await study.must('stat', 'randomization.reveal', { ...list, reason: 'a look at the list' });
}

async function kitsAndSubjects(): Promise<void> {
  const file = uploaded('kits.csv', kitListCsv(kitRows(60)));
  await study.must('pharma', 'kits.import', { file, mapping: kitListMapping, place: 'central' });
  await study.must('pharma', 'lots.register', { lot: 'L1', expiry: '2027-12-31' });
  const quantities = [
    { kitType: 'kit-active', count: 8 },
    { kitType: 'kit-placebo', count: 8 },
  ];
  await study.must('pharma', 'kits.generate', { lot: 'L1', place: 'central', quantities });
  const { numbers } = await study.must('pharma', 'kits.send', {
    from: 'central',
    to: 'S001',
    quantities,
  });
  await study.must('site', 'kits.receive', { place: 'S001', numbers });
  const act = { numbers: numbers.slice(0, 2), reason: 'left in the sun' };
  await study.must('depot', 'kits.act', { ...act, action: 'quarantine' });
  const signature = signatureOf('qa', 'I release these kits for use');
  await study.must('pharma', 'kits.release', { ...act, signature });
  for (const subject of ['P-1', 'P-2', 'P-3']) {
    await study.must('pharma', 'subjects.allocate', {
      subject,
      site: 'S001',
      consent: { version: '1.0', at: '2026-03-01T10:00:00+01:00' },
      gates: ['I1'],
      factors: { sex: 'female', age: '70' },
    });
  }
  await study.must('pharma', 'subjects.withdraw', { subject: 'P-2', reason: 'moved away' });
}

describe('a study that lived through every command', () => {
  it('has tables that follow from its ledger alone', async () => {
    await listWithSetback();
    await kitsAndSubjects();
    await study.must('admin', 'study.amend', {
      definition: uploaded('study-2.yaml', smallStudyText({ extraSites: ['S004'] })),
      reason: 'one site more',
      signature: signatureOf('pharma'),
    });
    await study.must('admin', 'study.setSiteStatus', {
      site: 'S003',
      status: 'closed',
      reason: 'no subjects',
    });
    await study.must('stat', 'randomization.retire', {
      list: 'MAIN',
      reason: 'end of the trial run',
      signature: signatureOf('stat'),
    });
    const outcome = replayed(study);
    expect(outcome.checks.filter(({ passed }) => !passed)).toEqual([]);
    expect(outcome.ok).toBe(true);
    flipSlot();
    expect(replayed(study).checks.find(({ passed }) => !passed)?.detail).toBe(
      'table slot differs from the replayed ledger',
    );
  });
});
