// Requirements: SUP-15, SUP-16
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { machinePrinter } from '../../../electron/node/printer.ts';
import { signatureOf } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { replayed } from '../../builders/replayed.ts';
import { runningStudy } from '../../builders/running-study.ts';

let study: OpenStudy;
beforeEach(async () => {
  study = await runningStudy(machinePrinter);
});
afterEach(() => study.close());

const kitsOf = async (subject: string): Promise<string[]> =>
  (await study.must('pharma', 'subjects.get', { subject })).subject.kits;

async function takeBack(subject: string, returned: number, lost = 0): Promise<string> {
  const [number] = (await kitsOf(subject)) as [string];
  await study.must('site', 'accountability.returnUnits', {
    subject,
    kits: [{ number, returned, lost }],
  });
  return number;
}

const rowOf = async (number: string, user: 'pharma' | 'qa' | 'site' = 'pharma') =>
  (await study.must(user, 'accountability.kits', { number })).rows[0];

const unitsAt = async (place: string) => {
  const { places } = await study.must('pharma', 'accountability.places', {});
  return places.find((row) => row.place === place);
};

const today = '2026-03-05';
const destroyInput = (numbers: string[]) => ({
  place: 'S001',
  numbers,
  method: 'incineration on site',
  on: today,
  signature: signatureOf('qa'),
});

describe('units that come back', () => {
  it('are counted, corrected with a reason, and add up at the site', async () => {
    const number = await takeBack('1001', 3, 1);
    expect(await rowOf(number)).toMatchObject({
      status: 'returned',
      dispensed: 10,
      returned: 3,
      lost: 1,
      used: 6,
      countedBy: 'Sue Site',
    });
    expect(await unitsAt('S001')).toMatchObject({
      units: { received: 120, onHand: 103, dispensed: 16, returnedOut: 0, lost: 1, destroyed: 0 },
      kits: { received: 12, onHand: 11, dispensed: 1 },
      imbalances: [],
    });
    await study.must('site', 'accountability.correct', {
      number,
      returned: 4,
      lost: 0,
      reason: 'one tablet stuck in the bottle',
    });
    expect(await rowOf(number)).toMatchObject({ returned: 4, lost: 0, used: 6, corrections: 1 });
    expect((await unitsAt('S001'))?.imbalances).toEqual([]);
  });

  it('are never more than were dispensed, and come from the right subject once', async () => {
    const [number] = (await kitsOf('1001')) as [string];
    const back = (subject: string, returned: number, lost = 0) =>
      study.refused('site', 'accountability.returnUnits', {
        subject,
        kits: [{ number, returned, lost }],
      });
    const tooMany = await back('1001', 9, 2);
    expect(tooMany.rule).toBe('more-than-dispensed');
    expect(tooMany.because).toEqual([
      `${number}: 10 units were dispensed; 9 returned and 2 lost are 11.`,
    ]);
    expect((await back('1002', 3)).because[0]).toContain('was dispensed to subject 1001');
    expect((await back('3001', 3)).rule).toBe('subject-unknown');
    await takeBack('1001', 3);
    expect((await back('1001', 3)).because[0]).toContain('counted by Sue Site already (3 units)');
  });

  it('are counted a second time by somebody else; a difference becomes a discrepancy', async () => {
    const agreed = await takeBack('1001', 3);
    const differs = await takeBack('1002', 5);
    const again = await study.must('qa', 'accountability.countAgain', {
      kits: [
        { number: agreed, counted: 3 },
        { number: differs, counted: 4 },
      ],
    });
    expect(again).toEqual({ counted: 2, discrepancies: ['AD-00001'] });
    const { findings, discrepancies } = await study.must('site', 'accountability.findings', {});
    expect(findings.map(({ kind, kit }) => [kind, kit])).toEqual([['counts-differ', differs]]);
    expect(discrepancies).toMatchObject([{ owner: 'site', status: 'open', kit: differs }]);
    const notMine = { discrepancy: 'AD-00001', resolution: 'counted a third time' };
    expect((await study.refused('depot', 'accountability.resolve', notMine)).rule).toBe(
      'not-your-discrepancy',
    );
    await study.must('site', 'accountability.resolve', notMine);
    expect((await study.refused('site', 'accountability.resolve', notMine)).rule).toBe(
      'discrepancy-resolved',
    );
    const [first] = (await kitsOf('3001')) as [string];
    await study.must('pharma', 'accountability.returnUnits', {
      subject: '3001',
      kits: [{ number: first, returned: 0 }],
    });
    const own = await study.refused('pharma', 'accountability.countAgain', {
      kits: [{ number: first, counted: 0 }],
    });
    expect(own.because[0]).toContain('you counted it first');
  });
});

describe('destruction', () => {
  it('needs kits set aside, a witness, and a count of what was dispensed', async () => {
    const [held] = (await kitsOf('1002')) as [string];
    const aside = (numbers: string[]) => ({ numbers, reason: 'end of the study' });
    const unreturned = await study.refused('site', 'accountability.setAside', aside([held]));
    expect(unreturned.rule).toBe('destroy-unreturned');
    expect(unreturned.because).toEqual([`${held}: dispensed to subject 1002, not returned.`]);
    await study.must('depot', 'kits.act', {
      numbers: [held],
      action: 'report-damaged',
      reason: 'crushed at home',
    });
    expect((await study.refused('site', 'accountability.setAside', aside([held]))).rule).toBe(
      'destroy-unreturned',
    );
    const number = await takeBack('1001', 3);
    expect(
      (await study.refused('site', 'accountability.destroy', destroyInput([number]))).rule,
    ).toBe('kit-transition');
    await study.must('site', 'accountability.setAside', aside([number]));
    const self = { ...destroyInput([number]), signature: signatureOf('site') };
    expect((await study.refused('site', 'accountability.destroy', self)).rule).toBe(
      'second-signer',
    );
    const late = { ...destroyInput([number]), on: '2026-12-31' };
    expect((await study.refused('site', 'accountability.destroy', late)).rule).toBe(
      'day-in-future',
    );
    const done = await study.must('site', 'accountability.destroy', destroyInput([number]));
    expect(done).toEqual({ destruction: 'DX-00001', kits: 1 });
    expect(await unitsAt('S001')).toMatchObject({
      units: { onHand: 110, dispensed: 7, destroyed: 3 },
      imbalances: [],
    });
    const paper = await study.must('qa', 'accountability.certificate', { destruction: 'DX-00001' });
    expect(Buffer.from(paper.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    expect(replayed(study).ok).toBe(true);
  });
});

describe('the sign-off of a period', () => {
  const period = { place: 'S001', from: '2026-03-01', until: today };
  const sign = (user: 'pharma' | 'qa') => ({ ...period, signature: signatureOf(user) });

  it('takes pharmacist and monitor, and falls with a later change', async () => {
    const number = await takeBack('1001', 3);
    const open = await study.refused('pharma', 'accountability.sign', sign('pharma'));
    expect([open.rule, open.because]).toEqual([
      'not-reconciled',
      [`${number}: counted once only (3 units).`],
    ]);
    await study.must('qa', 'accountability.countAgain', { kits: [{ number, counted: 3 }] });
    const half = await study.must('pharma', 'accountability.sign', sign('pharma'));
    expect(half.status).toBe('half-signed');
    expect((await study.refused('pharma2', 'accountability.sign', sign('pharma'))).rule).toBe(
      'second-signer',
    );
    await study.must('qa', 'accountability.sign', sign('qa'));
    const periods = async () =>
      (await study.must('site', 'accountability.periods', { place: 'S001' })).periods;
    expect(await periods()).toMatchObject([{ status: 'signed' }]);
    expect((await unitsAt('S001'))?.signedUntil).toBe(today);
    await study.must('site', 'accountability.correct', {
      number,
      returned: 2,
      lost: 1,
      reason: 'one was empty',
    });
    expect(await periods()).toMatchObject([
      { status: 'changed', signatures: [{ stands: false }, { stands: false }] },
    ]);
    expect((await unitsAt('S001'))?.signedUntil).toBeNull();
    expect(replayed(study).ok).toBe(true);
  });
});

describe('exports', () => {
  it('tell what was dispensed and returned in the shape of SDTM DA', async () => {
    const number = await takeBack('1001', 3);
    const file = await study.must('qa', 'accountability.export', { table: 'da' });
    const lines = Buffer.from(file.base64, 'base64').toString('utf8').slice(1).split('\r\n');
    const header = (lines[0] as string).split(',');
    const facts = lines
      .slice(1)
      .filter((line) => line.includes(number))
      .map((line) => Object.fromEntries(line.split(',').map((cell, i) => [header[i], cell])));
    expect(facts).toMatchObject([
      {
        USUBJID: 'TST-1-S001-1001',
        DATESTCD: 'DISPAMT',
        DASTRESN: '10',
        DASTRESU: 'TABLET',
        DASEQ: '1',
      },
      {
        USUBJID: 'TST-1-S001-1001',
        DATESTCD: 'RETAMT',
        DASTRESN: '3',
        DAREFID: number,
        DASEQ: '2',
      },
    ]);
    for (const table of ['kits', 'subjects', 'places'] as const) {
      const book = await study.must('site', 'accountability.export', { table, format: 'xlsx' });
      expect(book.name).toMatch(/\.xlsx$/);
      expect(book.name).not.toContain('UNBLINDED');
    }
  });

  it('give nobody alone the map of kits: the same for holders of the key as for the blinded', async () => {
    const textOf = async (user: 'pharma' | 'qa', table: 'da' | 'kits') => {
      const file = await study.must(user, 'accountability.export', { table });
      expect(file.name).not.toContain('UNBLINDED');
      return Buffer.from(file.base64, 'base64').toString('utf8');
    };
    for (const table of ['da', 'kits'] as const) {
      const unblinded = await textOf('pharma', table);
      expect(unblinded.trim().split('\n')).toHaveLength(4);
      expect(unblinded).not.toMatch(/kit-(active|placebo)|Kit type/);
      expect(unblinded).toBe(await textOf('qa', table));
    }
  });
});
