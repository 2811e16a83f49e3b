// Requirements: TRU-17
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CustodyPart, CustodyUse } from '../../../shared/domain/custody/opening.ts';
import { openFor, openList } from '../../builders/custody.ts';
import { openStudy, signatureOf } from '../../builders/open-study.ts';
import type { OpenStudy, Person } from '../../builders/open-study.ts';
import { replayed } from '../../builders/replayed.ts';
import { smallStudyText } from '../../builders/small-study.ts';

let study: OpenStudy;
beforeEach(async () => {
  study = openStudy({ definition: `${smallStudyText()}\ncustody: { openForMinutes: 15 }\n` });
  await study.must('stat', 'randomization.generate', {
    list: 'MAIN',
    parameters: { blocks: [2, 4] },
    stratifyBy: ['sex'],
    slotsPerStratum: 6,
  });
});
afterEach(() => study.close());

const reason = 'Question of the data monitoring committee';
const wanted = (part: CustodyPart, use: CustodyUse) =>
  part === 'kit-map' ? { part, use } : { part, use, list: 'MAIN' };
const ask = (user: Person, part: CustodyPart, use: CustodyUse) => ({
  ...wanted(part, use),
  reason,
  signature: signatureOf(user),
});
const request = async (part: CustodyPart = 'list', use: CustodyUse = 'view') =>
  (await study.must('stat', 'custody.request', ask('stat', part, use))).code;
const grant = (opening: string, user: Person) => ({ opening, signature: signatureOf(user) });
const look = { list: 'MAIN' };
const rowsOf = async () => (await study.must('qa', 'custody.page', {})).rows;
const textOf = (file: { readonly base64: string }): string =>
  Buffer.from(file.base64, 'base64').toString('utf8');

describe('looking at a list', () => {
  it('needs one person who asks and another who grants, and every look is kept', async () => {
    const closed = await study.refused('stat', 'randomization.reveal', look);
    expect(closed.rule).toBe('custody-not-open');
    const opening = await request();
    const waiting = await study.refused('stat', 'randomization.reveal', look);
    expect(waiting.rule).toBe('custody-not-granted');
    await study.must('pharma', 'custody.grant', grant(opening, 'pharma'));
    expect((await study.must('stat', 'randomization.reveal', look)).slots).toHaveLength(12);
    await study.must('stat', 'randomization.reveal', { ...look, limit: 5 });
    const [row] = await rowsOf();
    expect(row).toMatchObject({
      code: 'CU-0001',
      state: 'open',
      reason,
      requestedBy: 'Stan Statistician',
      answeredBy: 'Phil Pharmacist',
    });
    expect(row?.looks.map(({ rows, by }) => [rows, by])).toEqual([
      [12, 'Stan Statistician'],
      [5, 'Stan Statistician'],
    ]);
    expect(JSON.stringify(row)).not.toMatch(/active|placebo/);
    expect(replayed(study).checks.filter(({ passed }) => !passed)).toEqual([]);
  });

  it('is for who asked, and for that list only', async () => {
    await openList(study, 'stat');
    const other = await study.refused('pharma', 'randomization.reveal', look);
    expect(other.rule).toBe('custody-not-open');
    await study.must('stat', 'randomization.generate', {
      list: 'OTHER',
      parameters: { block: 2 },
      stratifyBy: [],
      slotsPerStratum: 4,
    });
    const list = await study.refused('stat', 'randomization.reveal', { list: 'OTHER' });
    expect(list.rule).toBe('custody-not-open');
  });

  it('ends by the clock, which cannot be set back to prolong it', async () => {
    await openList(study, 'stat');
    study.clock.advanceMinutes(14);
    await study.must('stat', 'randomization.reveal', look);
    study.clock.advanceMinutes(2);
    const ended = await study.refused('stat', 'randomization.reveal', look);
    expect(ended.rule).toBe('custody-ended');
    await study.must('depot', 'trail.page', {});
    study.recordNow([{ event: { kind: 'signed-in', body: { user: 'stat' } } }]);
    study.clock.advanceMinutes(-8);
    const setBack = await study.refused('stat', 'randomization.reveal', look);
    expect(setBack.rule).toBe('custody-ended');
    expect((await rowsOf())[0]?.state).toBe('ended');
  });

  it('ends for good when somebody confirms the clock, which would make its time run again', async () => {
    await openList(study, 'pharma');
    study.clock.advanceMinutes(60);
    expect((await study.refused('pharma', 'randomization.reveal', look)).rule).toBe(
      'custody-ended',
    );
    await study.must('pharma', 'lots.register', { lot: 'L-2', expiry: '2035-01-31' });
    study.clock.advanceMinutes(-59);
    await study.must('pharma', 'study.confirmClock', {
      reason: 'Compared with my own watch.',
      signature: signatureOf('qa'),
    });
    expect((await study.refused('pharma', 'randomization.reveal', look)).rule).toBe(
      'custody-ended',
    );
    const [row] = await rowsOf();
    expect(row?.state).toBe('ended');
    const again = await study.refused('pharma', 'custody.close', { opening: row?.code as string });
    expect(again.rule).toBe('custody-not-open');
    await openList(study, 'pharma');
    await study.must('pharma', 'randomization.reveal', look);
  });

  it('opens for a request that waited while the clock was confirmed', async () => {
    const opening = await request();
    await study.must('pharma', 'study.confirmClock', {
      reason: 'Compared with my own watch.',
      signature: signatureOf('qa'),
    });
    await study.must('pharma', 'custody.grant', grant(opening, 'pharma'));
    await study.must('stat', 'randomization.reveal', look);
  });

  it('ends when somebody closes it', async () => {
    const opening = await openList(study, 'stat');
    await study.must('pharma', 'custody.close', { opening });
    const closed = await study.refused('stat', 'randomization.reveal', look);
    expect(closed).toMatchObject({ rule: 'custody-ended' });
    const again = await study.refused('stat', 'custody.close', { opening });
    expect(again.rule).toBe('custody-not-open');
  });
});

describe('a grant', () => {
  it('is never one’s own, whoever sits at the screen', async () => {
    const opening = await request();
    const own = await study.refused('stat', 'custody.grant', grant(opening, 'stat'));
    expect(own.rule).toBe('second-person');
    const elsewhere = await study.refused('pharma', 'custody.grant', grant(opening, 'stat'));
    expect(elsewhere.rule).toBe('second-person');
    await study.must('stat', 'custody.grant', grant(opening, 'pharma'));
    await study.must('stat', 'randomization.reveal', look);
  });

  it('counts from nobody outside the study, no blinded person, and nobody without the key', async () => {
    const opening = await request();
    const stranger = { user: 'stranger', passphrase: 'x', meaning: 'I grant this opening' };
    const outside = await study.refused('stat', 'custody.grant', { opening, signature: stranger });
    expect(outside.rule).toBe('signature-failed');
    for (const user of ['qa', 'site', 'admin', 'depot'] as const) {
      expect((await study.ask(user, 'custody.grant', grant(opening, user))).kind).toBe('forbidden');
      const signed = await study.refused('stat', 'custody.grant', grant(opening, user));
      expect(signed.rule).toBe('signer-role');
    }
    study.db.exec(`UPDATE person SET awaits_unblinding = 1 WHERE user = 'pharma2'`);
    const keyless = await study.refused('stat', 'custody.grant', grant(opening, 'pharma2'));
    expect(keyless.rule).toBe('custody-no-key');
  });

  it('answers one request once', async () => {
    const opening = await request();
    await study.must('pharma', 'custody.decline', { opening, reason: 'Not before the meeting' });
    const late = await study.refused('pharma', 'custody.grant', grant(opening, 'pharma'));
    expect(late.rule).toBe('custody-answered');
    const closed = await study.refused('stat', 'randomization.reveal', look);
    expect(closed.rule).toBe('custody-ended');
    const open = await openList(study, 'stat');
    const twice = await study.refused('pharma2', 'custody.grant', grant(open, 'pharma2'));
    expect(twice.rule).toBe('custody-answered');
  });

  it('waits on the worklist of the others', async () => {
    await request();
    const titles = async (user: Person) =>
      (await study.must(user, 'today.get', {})).tasks.map(({ title }) => title);
    expect(await titles('pharma')).toContain('Stan Statistician asks to open MAIN');
    expect(await titles('stat')).not.toContain('Stan Statistician asks to open MAIN');
  });
});

describe('taking something out', () => {
  it('is one file an opening: list, seed and map each under their own', async () => {
    await openFor(study, 'stat', { part: 'list', use: 'view', list: 'MAIN' });
    const view = await study.refused('stat', 'custody.exportList', look);
    expect(view.rule).toBe('custody-not-open');
    await openFor(study, 'stat', { part: 'list', use: 'export', list: 'MAIN' });
    const seed = await study.refused('stat', 'randomization.replicationKit', look);
    expect(seed.rule).toBe('custody-not-open');
    const file = await study.must('stat', 'custody.exportList', look);
    expect(file.name).toContain('UNBLINDED');
    expect(textOf(file).trim().split('\n')).toHaveLength(13);
    const again = await study.refused('stat', 'custody.exportList', look);
    expect(again.rule).toBe('custody-ended');
    expect((await rowsOf())[0]).toMatchObject({ state: 'used', looks: [{ rows: 12 }] });
  });

  it('gives the whole map to the pharmacist, and no other export names a kit type', async () => {
    await study.must('pharma', 'lots.register', { lot: 'L-1', expiry: '2027-05-31' });
    const quantities = ['kit-active', 'kit-placebo'].map((kitType) => ({ kitType, count: 4 }));
    await study.must('pharma', 'kits.generate', { lot: 'L-1', place: 'central', quantities });
    expect((await study.refused('pharma', 'custody.exportMap', {})).rule).toBe('custody-not-open');
    await openFor(study, 'pharma', { part: 'kit-map', use: 'export' });
    const map = textOf(await study.must('pharma', 'custody.exportMap', {}));
    expect(map.match(/kit-(active|placebo)/g)).toHaveLength(8);
    expect((await study.refused('pharma', 'custody.exportMap', {})).rule).toBe('custody-ended');
    const daily = textOf(await study.must('pharma', 'kits.export', {}));
    expect(daily.trim().split('\n')).toHaveLength(9);
    expect(daily).not.toMatch(/kit-(active|placebo)/);
  });

  it('keeps no copy of the file for a repeated request', async () => {
    await openFor(study, 'stat', { part: 'list', use: 'export', list: 'MAIN' });
    const first = await study.ask('stat', 'custody.exportList', look, 'export-1');
    expect(first.kind).toBe('ok');
    const again = await study.ask('stat', 'custody.exportList', look, 'export-1');
    expect(again.kind === 'refused' && again.refusal.rule).toBe('shown-once');
  });

  it('asks only for what there is, by who may take it', async () => {
    const rule = async (user: 'stat' | 'pharma', part: CustodyPart, use: CustodyUse) =>
      (await study.refused(user, 'custody.request', ask(user, part, use))).rule;
    expect(await rule('stat', 'seed', 'view')).toBe('custody-use');
    expect(await rule('pharma', 'seed', 'export')).toBe('custody-role');
    expect(await rule('stat', 'kit-map', 'export')).toBe('custody-role');
    const unknown = { ...ask('stat', 'list', 'view'), list: 'NONE' };
    expect((await study.refused('stat', 'custody.request', unknown)).rule).toBe('list-unknown');
    const forOther = ask('pharma', 'list', 'view');
    expect((await study.refused('stat', 'custody.request', forOther)).rule).toBe(
      'custody-own-signature',
    );
    expect((await study.ask('site', 'custody.page', {})).kind).toBe('forbidden');
  });
});
