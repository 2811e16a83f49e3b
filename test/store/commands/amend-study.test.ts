// Requirements: PLT-11
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStudy, signatureOf, uploaded } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { smallStudyText } from '../../builders/small-study.ts';
import type { SmallStudyOptions } from '../../builders/small-study.ts';
import { tableDigests } from '../../builders/table-digests.ts';

let study: OpenStudy;
beforeEach(() => {
  study = openStudy();
});
afterEach(() => study.close());

const amendment = (change: SmallStudyOptions) => ({
  definition: uploaded('study-2.yaml', smallStudyText(change)),
  reason: 'amendment 1',
  signature: signatureOf('pharma'),
});

const refusedFor = async (change: SmallStudyOptions) => {
  const before = tableDigests(study.db);
  const refused = await study.refused('admin', 'study.amend', amendment(change));
  expect(tableDigests(study.db)).toEqual(before);
  return refused;
};

const addKits = async (): Promise<void> => {
  await study.must('pharma', 'lots.register', { lot: 'L1', expiry: '2027-06-30' });
  const quantities = [
    { kitType: 'kit-active', count: 20 },
    { kitType: 'kit-placebo', count: 20 },
  ];
  await study.must('pharma', 'kits.generate', { lot: 'L1', place: 'central', quantities });
};

const lockList = async (): Promise<void> => {
  await study.must('stat', 'randomization.generate', {
    list: 'MAIN',
    parameters: { blocks: [2, 4] },
    stratifyBy: ['sex'],
    slotsPerStratum: 10,
  });
  await study.must('stat', 'randomization.verify', { list: 'MAIN' });
  for (const user of ['stat', 'pharma'] as const) {
    await study.must('stat', 'randomization.sign', { list: 'MAIN', signature: signatureOf(user) });
  }
};

const randomizeOne = async (): Promise<void> => {
  const quantities = [
    { kitType: 'kit-active', count: 2 },
    { kitType: 'kit-placebo', count: 2 },
  ];
  const { numbers } = await study.must('pharma', 'kits.send', {
    from: 'central',
    to: 'S001',
    quantities,
  });
  await study.must('site', 'kits.receive', { place: 'S001', numbers });
  await study.must('pharma', 'subjects.allocate', {
    subject: 'P-1',
    site: 'S001',
    consent: { version: '1.0', at: '2026-03-01T10:00:00+01:00' },
    gates: ['I1'],
    factors: { sex: 'male', age: '44' },
  });
};

describe('amending the study', () => {
  it('puts a version in force with its changes, reason and signature over the text', async () => {
    const change = { extraSites: ['S004'], extraKitTypes: ['rescue'] };
    const reply = await study.must('admin', 'study.amend', amendment(change));
    expect(reply).toEqual({
      version: 2,
      changes: ['kitTypes: rescue is added.', 'sites: S004 is added.'],
    });
    const digest = createHash('sha256').update(smallStudyText(change)).digest('hex');
    const entry = study.db
      .prepare(
        `SELECT content ->> '$.reason' AS reason, content ->> '$.signature.digest' AS digest,
           content ->> '$.signature.user' AS user FROM ledger WHERE kind = 'study-defined'
         ORDER BY sequence DESC LIMIT 1`,
      )
      .get();
    expect(entry).toEqual({ reason: 'amendment 1', digest, user: 'pharma' });
    const versions = study.db.prepare('SELECT version FROM study_version').rows();
    expect(versions).toEqual([[1], [2]]);
    expect(study.db.prepare(`SELECT status FROM place WHERE code = 'S004'`).get()).toEqual({
      status: 'active',
    });
  });

  it('tells every problem of a definition with its line', async () => {
    const refused = await refusedFor({ replace: [['region: east', 'region: north']] });
    expect(refused.rule).toBe('definition-not-valid');
    expect(refused.because[0]).toMatch(/^study-2\.yaml: line \d+, column \d+, sites\[1\]\.region/);
  });

  it('refuses a text that changes nothing, another environment, and a place taken away', async () => {
    expect((await refusedFor({})).rule).toBe('amendment-empty');
    const environment = await refusedFor({ replace: [['environment: UAT', 'environment: PROD']] });
    expect(environment.because[0]).toContain('a trial run and the real study are separate files');
    const gone = await refusedFor({
      replace: [[/ {2}- \{ id: S003.*\n/.exec(smallStudyText())?.[0] as string, '']],
    });
    expect(gone.because[0]).toContain('a place stays in the study');
  });

  it('leaves the status of sites to its own step', async () => {
    const close = [['status: active', 'status: closed']] as const;
    const refused = await refusedFor({ extraSites: ['S004'], replace: close });
    expect(refused.because).toEqual([
      'sites: S001 is active; its status is set on the Study screen.',
    ]);
    await study.must('admin', 'study.setSiteStatus', {
      site: 'S001',
      status: 'closed',
      reason: 'the site stopped',
    });
    const said = { extraSites: ['S004'], replace: close };
    const reply = await study.must('admin', 'study.amend', amendment(said));
    expect(reply.changes).toEqual(['sites: S004 is added.']);
    expect(study.db.prepare(`SELECT status FROM place WHERE code = 'S001'`).get()).toEqual({
      status: 'closed',
    });
  });
});

describe('amending after the work has begun', () => {
  const swapKitTypes: SmallStudyOptions = {
    replace: [
      ['  - { id: kit-active, name: Kit kit-active', '  - { id: kit-x, name: Kit kit-active'],
      [
        '  - { id: kit-placebo, name: Kit kit-placebo',
        '  - { id: kit-active, name: Kit kit-placebo',
      ],
      ['  - { id: kit-x,', '  - { id: kit-placebo,'],
    ],
  };

  it('keeps kit types in their places once there are kits', async () => {
    await addKits();
    const refused = await refusedFor(swapKitTypes);
    expect(refused.because.join(' ')).toContain('kit type kit-active must stay in place 1');
    const added = await study.must(
      'admin',
      'study.amend',
      amendment({ extraKitTypes: ['rescue'] }),
    );
    expect(added.version).toBe(2);
  });

  it('lets kit numbers grow longer while the earlier kits keep theirs', async () => {
    await addKits();
    const longer: SmallStudyOptions = { replace: [['length: 7,', 'length: 8,']] };
    const reply = await study.must('admin', 'study.amend', amendment(longer));
    expect(reply.changes).toEqual(['kitNumbers length changes from 7 to 8.']);
    const quantities = [{ kitType: 'kit-active', count: 5 }];
    await study.must('pharma', 'kits.generate', { lot: 'L1', place: 'central', quantities });
    const lengths = study.db
      .prepare('SELECT length(number) AS length, count(*) AS kits FROM kit GROUP BY 1 ORDER BY 1')
      .all();
    expect(lengths).toEqual([
      { length: 8, kits: 40 },
      { length: 9, kits: 5 },
    ]);
  });

  it('may order kit types otherwise before there are kits', async () => {
    expect((await study.must('admin', 'study.amend', amendment(swapKitTypes))).version).toBe(2);
  });

  it('keeps arms, ratio and factors while a list is in use', async () => {
    await lockList();
    const ratio = await refusedFor({
      arms: [
        ['active', 2],
        ['placebo', 1],
      ],
    });
    expect(ratio.because[0]).toContain('retire it first');
    const factor = await refusedFor({ replace: [['cutPoints: [65]', 'cutPoints: [60]']] });
    expect(factor.because[0]).toContain('retire it first');
    await study.must('stat', 'randomization.retire', {
      list: 'MAIN',
      reason: 'the ratio changes',
      signature: signatureOf('stat'),
    });
    const order = await refusedFor({
      arms: [
        ['placebo', 1],
        ['active', 1],
      ],
    });
    expect(order.because.join(' ')).toContain('arm active must stay in place 1');
    const reply = await study.must(
      'admin',
      'study.amend',
      amendment({
        arms: [
          ['active', 2],
          ['placebo', 1],
        ],
      }),
    );
    expect(reply.version).toBe(2);
  });

  it('refuses what randomized subjects rest on, and says how many there are', async () => {
    await addKits();
    await lockList();
    await randomizeOne();
    const refused = await refusedFor({ blinding: 'open-label' });
    expect(refused.because[0]).toContain('(1 subjects are randomized)');
    const reply = await study.must('admin', 'study.amend', amendment({ extraSites: ['S004'] }));
    expect(reply.version).toBe(2);
  });
});

describe('the status of a site', () => {
  it('opens and closes, with a reason', async () => {
    const set = (status: 'active' | 'closed') => ({ site: 'S002', status, reason: 'agreed today' });
    expect((await study.refused('pharma', 'study.setSiteStatus', set('active'))).rule).toBe(
      'site-status-same',
    );
    await study.must('pharma', 'study.setSiteStatus', set('closed'));
    expect(study.db.prepare(`SELECT status FROM place WHERE code = 'S002'`).get()).toEqual({
      status: 'closed',
    });
    await study.must('pharma', 'study.setSiteStatus', set('active'));
    const depot = { ...set('closed'), site: 'central' };
    expect((await study.refused('pharma', 'study.setSiteStatus', depot)).rule).toBe('site-unknown');
    expect((await study.ask('site', 'study.setSiteStatus', set('closed'))).kind).toBe('forbidden');
  });
});

describe('registering a lot', () => {
  it('keeps one expiry for a lot', async () => {
    const lot = { lot: 'L9', expiry: '2027-02-28' };
    await study.must('pharma', 'lots.register', lot);
    const again = await study.refused('pharma', 'lots.register', { ...lot, expiry: '2028-02-29' });
    expect(again.message).toBe('Lot L9 is registered already; it expires 28 Feb 2027.');
    const never = await study.ask('pharma', 'lots.register', { lot: 'L10', expiry: '2027-02-29' });
    expect(never.kind).toBe('invalid-input');
  });
});
