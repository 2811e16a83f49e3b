// Requirements: SUP-11
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import type { ResupplySettings } from '../../../shared/domain/stock/resupply-settings.ts';
import { setClockBack } from '../../builders/clock-set-back.ts';
import { signatureOf } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { replayed } from '../../builders/replayed.ts';
import { fixed, runNow, settingsWith, signSettings } from '../../builders/resupply-settings.ts';
import { runningStudy } from '../../builders/running-study.ts';

let study: OpenStudy;
beforeEach(async () => {
  study = await runningStudy();
});
afterEach(() => study.close());

const setStudy = (values: Partial<ResupplySettings['study']> = {}) =>
  signSettings(study, settingsWith(values));
const pending = () => study.must('pharma', 'resupply.pending', {});
const taskTitles = async (): Promise<readonly string[]> =>
  (await study.must('pharma', 'today.get', {})).tasks.map(({ title }) => title);
const sign = (proposal: string, adjustments: readonly Adjustment[] = []) => ({
  proposal,
  adjustments: adjustments.map((one) => ({ ...one })),
  signature: signatureOf('pharma'),
});
type Adjustment = {
  readonly site: string;
  readonly kitType: string;
  readonly count: number;
  readonly because: string;
};
const more = (count: number, because = 'Two new subjects are expected'): Adjustment => ({
  site: 'S002',
  kitType: 'kit-active',
  count,
  because,
});
const linesFor = async ({ shipments }: OutputOf<'resupply.run'>, site: string) => {
  const code = shipments.find(({ to }) => to === site)?.shipment ?? '';
  return (await study.must('pharma', 'shipments.get', { shipment: code })).lines;
};

describe('when a run is due', () => {
  it('from its hour on, on its days, until it was made', async () => {
    const isDue = async () => (await taskTitles()).includes('Today’s resupply run is due');
    expect(await isDue()).toBe(false);
    const calendar = { ...settingsWith({}).calendar, runAt: '09:30' };
    await signSettings(study, settingsWith({}, { calendar }));
    setClockBack(study, '2026-03-05T08:29:00.000Z');
    expect(await isDue()).toBe(false);
    study.clock.set('2026-03-05T08:30:00.000Z');
    expect(await isDue()).toBe(true);
    await runNow(study);
    expect(await isDue()).toBe(false);
    expect(await pending()).toMatchObject({ isDue: false, nextRun: '2026-03-06', runAt: '09:30' });
    study.clock.advanceDays(1);
    expect(await isDue()).toBe(true);
    // Saturday
    study.clock.advanceDays(1);
    expect(await isDue()).toBe(false);
  });

  it('the clock prepares it once a day, and never signs it', async () => {
    const ask = { scheduled: true } as const;
    expect((await study.refused('pharma', 'resupply.prepare', ask)).rule).toBe('resupply-not-due');
    await setStudy({ levels: fixed(6, 8) });
    await study.must('pharma', 'resupply.prepare', ask);
    expect((await study.refused('pharma', 'resupply.prepare', ask)).rule).toBe('resupply-not-due');
    expect((await pending()).proposal).toMatchObject({ scheduled: true, outdated: [] });
    expect(await taskTitles()).toContain('Sign resupply proposal RP-00001');
    expect((await study.must('pharma', 'resupply.runs', {})).total).toBe(0);
    await study.must('pharma', 'resupply.discard', {
      proposal: 'RP-00001',
      reason: 'Not wanted today',
    });
    expect((await study.refused('pharma', 'resupply.prepare', ask)).rule).toBe('resupply-not-due');
    study.clock.advanceDays(1);
    expect((await study.must('pharma', 'resupply.prepare', ask)).proposal).toBe('RP-00002');
  });
});

describe('a proposal', () => {
  it('becomes a run and its shipments by one signature, and only once', async () => {
    await setStudy({ levels: fixed(6, 8) });
    const prepared = await study.must('pharma', 'resupply.prepare', {});
    expect(prepared).toMatchObject({ proposal: 'RP-00001', shipments: 3 });
    const run = await study.must('pharma', 'resupply.run', sign('RP-00001'));
    expect(run.run).toBe('RS-00001');
    expect((await linesFor(run, 'S002'))?.map(({ count }) => count)).toEqual([6, 6]);
    const again = await study.refused('pharma', 'resupply.run', sign('RP-00001'));
    expect(again.rule).toBe('resupply-proposal-closed');
    expect((await pending()).proposal).toBeNull();
    expect(await runNow(study)).toEqual({ run: 'RS-00002', shipments: [] });
  });

  it('may be changed line by line with a reason, in whole packs', async () => {
    await setStudy({ levels: fixed(6, 8), packSize: 2 });
    await study.must('pharma', 'resupply.prepare', {});
    const rule = async (...adjustments: Adjustment[]) =>
      (await study.refused('pharma', 'resupply.run', sign('RP-00001', adjustments))).rule;
    expect(await rule(more(7))).toBe('resupply-not-whole-packs');
    expect(await rule(more(6))).toBe('resupply-nothing-adjusted');
    expect(await rule(more(8), more(10))).toBe('resupply-line-unknown');
    expect(await rule({ ...more(8), site: 'S009' })).toBe('resupply-line-unknown');
    expect(await rule(more(50))).toBe('resupply-proposal-outdated');
    const run = await study.must('pharma', 'resupply.run', sign('RP-00001', [more(8)]));
    expect((await linesFor(run, 'S002'))?.map(({ count }) => count)).toEqual([8, 6]);
    const { rows } = await study.must('qa', 'resupply.runs', {});
    expect(rows).toMatchObject([{ run: 'RS-00001', proposal: 'RP-00001', adjusted: 1 }]);
  });

  it('holds no longer than its day, its settings, and what was sent beside it', async () => {
    await setStudy({ levels: fixed(6, 8) });
    await study.must('pharma', 'resupply.prepare', {});
    const refuses = async () =>
      (await study.refused('pharma', 'resupply.run', sign('RP-00001'))).because.join(' ');
    await study.must('pharma', 'shipments.request', {
      from: 'central',
      to: 'S002',
      lines: [{ kitType: 'kit-active', count: 2 }],
      note: '',
    });
    expect(await refuses()).toContain('2 more of');
    expect((await pending()).proposal?.outdated).toHaveLength(1);
    await setStudy({ levels: fixed(6, 9) });
    expect(await refuses()).toContain('Other settings');
    study.clock.advanceDays(1);
    expect(await refuses()).toContain('It was prepared for the run of 2026-03-05');
    await study.must('pharma', 'resupply.prepare', {});
    const old = await study.refused('pharma', 'resupply.run', sign('RP-00001'));
    expect(old.message).toContain('was replaced');
    await study.must('pharma', 'resupply.run', sign('RP-00002'));
  });

  it('looks only at the sites that were named', async () => {
    await setStudy({ levels: fixed(6, 8) });
    const { shipments } = await runNow(study, ['S001']);
    expect(shipments.map(({ to }) => to)).toEqual(['S001']);
    const strange = await study.refused('pharma', 'resupply.prepare', { sites: ['S009'] });
    expect(strange.rule).toBe('place-unknown');
  });
});

describe('what others may read of it', () => {
  it('keeps kit types out of what blinded people read, and replays from the ledger', async () => {
    await setStudy({ levels: fixed(6, 8) });
    await runNow(study, ['S002']);
    const trail = JSON.stringify(await study.must('qa', 'trail.page', { limit: 500 }));
    expect(trail).toContain('Resupply run RS-00001 asked for 1 shipment');
    expect(trail).toContain('Prepared resupply proposal RP-00001 with 1 shipment');
    expect(trail).not.toMatch(/kit-active|kit-placebo/);
    const contents = study.db
      .prepare(`SELECT content FROM ledger WHERE kind IN ('resupply-run', 'resupply-prepared')`)
      .all<{ content: string }>();
    expect(contents).toHaveLength(2);
    for (const { content } of contents) expect(content).not.toMatch(/kit-active|kit-placebo/);
    for (const name of ['resupply.propose', 'resupply.pending', 'resupply.prepare'] as const) {
      expect((await study.ask('depot', name, {})).kind).toBe('forbidden');
      expect((await study.ask('qa', name, {})).kind).toBe('forbidden');
    }
    expect(replayed(study).ok).toBe(true);
  });

  it('goes out as a table with its arithmetic', async () => {
    await setStudy({ levels: fixed(6, 8) });
    const nothing = await study.refused('pharma', 'resupply.export', { format: 'csv' });
    expect(nothing.rule).toBe('resupply-nothing-pending');
    const { run } = await runNow(study);
    const file = await study.must('pharma', 'resupply.export', { format: 'csv', run });
    const [header = '', ...rows] = Buffer.from(file.base64, 'base64')
      .toString()
      .trim()
      .split('\r\n');
    expect(file.name).toContain('UNBLINDED');
    expect(rows).toHaveLength(6);
    expect(header.split(',')).toContain('Granted');
    expect(rows.every((row) => row.split(',').length === header.split(',').length)).toBe(true);
  });
});
