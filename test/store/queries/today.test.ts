import { afterEach, describe, expect, it } from 'vitest';
import { machinePrinter } from '../../../electron/node/printer.ts';
import { openStudy, signatureOf } from '../../builders/open-study.ts';
import type { OpenStudy, Person } from '../../builders/open-study.ts';
import { runningStudy } from '../../builders/running-study.ts';

let study: OpenStudy;
afterEach(() => study.close());

const titles = async (user: Person): Promise<readonly string[]> =>
  (await study.must(user, 'today.get', {})).tasks.map(({ title }) => title);

describe('today in a new study', () => {
  it('says what each person has to do first', async () => {
    study = openStudy({ ports: { printer: machinePrinter } });
    expect(await titles('stat')).toEqual(['Generate the randomization list']);
    expect(await titles('pharma')).toContain('Bring in the kits');
    expect(await titles('qa')).toEqual([]);
    const { study: figures, recruitment } = await study.must('qa', 'today.get', {});
    expect(figures).toMatchObject({ protocol: 'TST-1', planned: 40, randomized: 0, kits: 0 });
    expect(recruitment).toEqual([]);
  });

  it('asks for each step of a list from those who may still take it', async () => {
    study = openStudy();
    await study.must('stat', 'randomization.generate', {
      list: 'MAIN',
      parameters: { blocks: [4] },
      stratifyBy: [],
      slotsPerStratum: 8,
    });
    expect(await titles('stat')).toEqual(['Verify list MAIN']);
    await study.must('stat', 'randomization.verify', { list: 'MAIN' });
    const signature = signatureOf('stat');
    await study.must('stat', 'randomization.sign', { list: 'MAIN', signature });
    expect(await titles('stat')).toEqual([]);
    expect(await titles('pharma')).toContain('Sign list MAIN');
  });
});

describe('today in a running study', () => {
  it('marks tasks that name kit types, and those only', async () => {
    study = await runningStudy();
    study.clock.set('2026-12-01T08:00:00.000Z');
    const marked = async (user: Person) =>
      (await study.must(user, 'today.get', {})).tasks
        .filter(({ namesTypes }) => namesTypes === true)
        .map(({ title }) => title);
    const short = (await titles('pharma')).filter((title) => title.endsWith('is short of kits'));
    expect(short.length).toBeGreaterThan(0);
    expect(await marked('pharma')).toEqual(short);
    expect(await marked('site')).toEqual([]);
  });

  it('shows figures, the curve of recruitment and the latest entries', async () => {
    study = await runningStudy();
    study.clock.set('2026-05-05T08:00:00.000Z');
    const today = await study.must('pharma', 'today.get', {});
    expect(today.study).toMatchObject({
      randomized: 3,
      sites: 3,
      sitesOpen: 3,
      kits: 80,
      kitsAvailable: 77,
    });
    expect(today.recruitment).toEqual([
      { month: '2026-03', randomized: 3 },
      { month: '2026-04', randomized: 3 },
      { month: '2026-05', randomized: 3 },
    ]);
    expect(today.latest[0]?.what).toBe('Randomized subject 3001 at S003');
  });

  it('tells overdue and due visits, by the day of the site', async () => {
    study = await runningStudy();
    study.clock.set('2026-04-03T21:00:00.000Z');
    const { tasks } = await study.must('site', 'today.get', {});
    const visits = tasks.filter(({ kind }) => kind === 'visit');
    // Windows end on 2 and 3 April; in Madrid it is still 3 April.
    expect(visits.map(({ title, urgency }) => [title, urgency])).toEqual([
      ['1001: Week 4 is overdue', 'now'],
      ['1002: Week 4 is due', 'soon'],
    ]);
  });

  it('tells lots that expire and kits that wait to be received', async () => {
    study = await runningStudy();
    await study.must('pharma', 'kits.send', {
      from: 'central',
      to: 'S003',
      quantities: [{ kitType: 'kit-active', count: 2 }],
    });
    study.clock.set('2026-08-01T08:00:00.000Z');
    expect(await titles('depot')).toEqual(
      expect.arrayContaining(['Receive 2 kits at S003', 'Lot L-1 expires in 30 days']),
    );
    study.clock.set('2026-09-01T08:00:00.000Z');
    expect(await titles('depot')).toContain('Lot L-1 has expired');
    expect(await titles('site')).not.toContain('Receive 2 kits at S003');
  });

  it('tells each person which shipments wait for whom', async () => {
    study = await runningStudy();
    const lines = [{ kitType: 'kit-active', count: 1 }];
    const { shipment } = await study.must('pharma', 'shipments.request', {
      from: 'central',
      to: 'S001',
      lines,
    });
    const waiting = async (user: Person) =>
      (await titles(user)).filter((title) => /shipment|Receive/.test(title));
    expect(await waiting('pharma')).toEqual([`Approve shipment ${shipment}`]);
    expect(await waiting('depot')).toEqual([]);
    await study.must('pharma', 'shipments.approve', { shipment });
    expect(await waiting('pharma')).toEqual([`Pick shipment ${shipment}`]);
    const { kits } = await study.must('pharma', 'shipments.proposePick', { shipment });
    const numbers = kits.map(({ number }) => number);
    await study.must('pharma', 'shipments.pick', { shipment, numbers });
    expect(await waiting('depot')).toEqual([`Pack shipment ${shipment}`]);
    expect(await waiting('site')).toEqual([]);
    await study.must('depot', 'shipments.pack', { shipment });
    await study.must('depot', 'shipments.dispatch', { shipment, carrier: 'Courier' });
    expect(await waiting('site')).toEqual(['Receive 1 kit at S001']);
    expect(await waiting('qa')).toEqual([]);
  });

  it('tells short sites in total to the blinded and by type to holders of the key', async () => {
    study = await runningStudy();
    const stock = async (user: Person) =>
      (await study.must(user, 'today.get', {})).tasks
        .filter(({ kind, title }) => kind === 'stock' && title.startsWith('S00'))
        .map(({ title, detail }) => `${title}: ${detail}`);
    const empty = 'S002 Site S002 is short of kits: Usable today for 2 more subjects: ';
    expect(await stock('depot')).toEqual([`${empty}0 usable kits of 4.`]);
    expect(await stock('pharma')).toEqual([`${empty}0 of 2 kit-active, 0 of 2 kit-placebo.`]);
    // Once the window of lot L-1 has closed and nothing else is there, the stocked sites are short as well.
    study.clock.set('2026-07-28T08:00:00.000Z');
    expect((await stock('depot')).length).toBe(3);
  });

  it('tells quality people of failed sign-ins, and of none before there are any', async () => {
    study = await runningStudy();
    expect(await titles('qa')).toEqual([]);
    const failure = { kind: 'sign-in-failed', body: { user: 'pharma', attempts: 1 } } as const;
    study.recordNow([{ event: failure }, { event: failure }, { event: failure }]);
    expect(await titles('qa')).toEqual(['3 failed sign-ins this week']);
    study.clock.advanceDays(8);
    expect(await titles('qa')).toEqual([]);
  });
});
