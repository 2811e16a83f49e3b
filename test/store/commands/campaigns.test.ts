// Requirements: SUP-08
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { approval, because, extension, kitsAt, signOff } from '../../builders/lots-in-study.ts';
import { signatureOf } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { replayed } from '../../builders/replayed.ts';
import { runningStudy } from '../../builders/running-study.ts';
import { tableDigests } from '../../builders/table-digests.ts';

let study: OpenStudy;
beforeEach(async () => {
  study = await runningStudy();
});
afterEach(() => study.close());

const usable = ['at-site', 'at-depot'];
const numbersAt = async (place: string) =>
  (await kitsAt(study, place, 'L-1'))
    .filter(({ state }) => usable.includes(state))
    .map(({ number }) => number);

const confirm = (place: string, numbers: readonly string[]) => ({
  campaign: 'EXT-1',
  place,
  numbers: [...numbers],
});

const labels = (place: string, issued: number, used: number, change: object = {}) => ({
  campaign: 'EXT-1',
  place,
  issued,
  used,
  destroyed: issued - used,
  kept: 0,
  ...change,
});

describe('starting an extension', () => {
  it('takes in what may yet be given to somebody, and changes nothing before an approval', async () => {
    const before = await kitsAt(study, 'S001');
    const { kits, lots } = await study.must('pharma', 'campaigns.start', extension());
    const all = (await Promise.all(['central', 'S001', 'S003'].map(numbersAt))).flat();
    expect({ kits, lots }).toEqual({ kits: all.length, lots: ['L-1'] });
    expect(await kitsAt(study, 'S001')).toEqual(before);
    const [card] = (await study.must('site', 'campaigns.list', {})).campaigns;
    expect(card).toMatchObject({ confirmed: 0, toScan: 0 });
    expect(card?.awaitingApproval).toBe((await numbersAt('S001')).length);
  });

  it('goes by label group', async () => {
    await study.must('qa', 'lots.setLabelGroup', { lots: ['L-1', 'L-2'], group: 'EU-A' });
    const asked = { lots: [], labelGroup: 'EU-A', expiry: '2027-09-30' };
    const { lots } = await study.must('pharma', 'campaigns.start', extension(asked));
    expect(lots).toEqual(['L-1', 'L-2']);
    const again = await study.refused('qa', 'lots.setLabelGroup', {
      lots: ['L-1'],
      group: 'EU-A',
    });
    expect(again.rule).toBe('label-group-same');
  });

  it('refuses dates that are no extension, lots that cannot have one, and names in use', async () => {
    const rule = async (change: object) =>
      (await study.refused('pharma', 'campaigns.start', extension(change))).rule;
    expect(await rule({ expiry: '2026-08-31' })).toBe('lots-not-extendable');
    expect(await rule({ lots: ['NONE'] })).toBe('lot-unknown');
    expect(await rule({ lots: [] })).toBe('campaign-without-lots');
    expect(await rule({ lots: [], labelGroup: 'NONE' })).toBe('label-group-unknown');
    await study.must('pharma', 'campaigns.start', extension());
    expect(await rule({})).toBe('campaign-exists');
    const second = await study.refused(
      'pharma',
      'campaigns.start',
      extension({ campaign: 'EXT-2', expiry: '2028-01-31' }),
    );
    expect(second.because).toEqual(['L-1 is in campaign EXT-1; sign that off first.']);
  });
});

describe('scanning kits', () => {
  beforeEach(async () => {
    await study.must('pharma', 'campaigns.start', extension());
  });

  it('waits for the approval of the country, whose date has come', async () => {
    const numbers = await numbersAt('S001');
    const early = await study.refused('site', 'campaigns.confirm', confirm('S001', numbers));
    expect(early.rule).toBe('extension-not-approved');
    const rule = async (country: string, day?: string) =>
      (await study.refused('pharma', 'campaigns.approveCountry', approval(country, day))).rule;
    expect(await rule('ES', '2026-03-10')).toBe('approval-ahead');
    expect(await rule('FR')).toBe('country-unknown');
    const { toScan } = await study.must('pharma', 'campaigns.approveCountry', approval('ES'));
    expect(toScan).toBe(numbers.length);
    expect(await rule('ES')).toBe('country-approved');
  });

  it('keeps a kit from use until it is scanned, then gives it the new date', async () => {
    await study.must('pharma', 'campaigns.approveCountry', approval('ES'));
    const kits = await kitsAt(study, 'S001', 'L-1');
    const waiting = kits.filter(({ state }) => state === 'at-site');
    expect(waiting.every(({ block }) => block === 'waits for its new label to be scanned')).toBe(
      true,
    );
    const held = await study.refused('pharma', 'subjects.dispense', {
      subject: '1001',
      visit: 'V2',
    });
    expect(held.because.join(' ')).toContain('waits for its new label to be scanned');
    // Its country has not approved: S003 goes on by the old date.
    expect((await kitsAt(study, 'S003', 'L-1')).every(({ block }) => block === null)).toBe(true);
    const numbers = waiting.map(({ number }) => number);
    const { left } = await study.must('site', 'campaigns.confirm', confirm('S001', numbers));
    expect(left).toBe(0);
    const after = (await kitsAt(study, 'S001', 'L-1')).filter(({ state }) => state === 'at-site');
    expect(after.every(({ block, expiry }) => block === null && expiry === '2027-02-28')).toBe(
      true,
    );
    study.clock.set('2026-12-01T09:00:00.000Z');
    await study.must('pharma', 'subjects.dispense', { subject: '1001', visit: 'V2' });
    expect(replayed(study).ok).toBe(true);
  });

  it('lets kits be used by the old date meanwhile where the campaign says so, never by the new one', async () => {
    await study.must('pharma', 'campaigns.leaveOut', {
      campaign: 'EXT-1',
      numbers: (await Promise.all(['central', 'S001', 'S003'].map(numbersAt))).flat(),
      reason: because,
    });
    await study.must('pharma', 'campaigns.close', signOff());
    await study.must(
      'pharma',
      'campaigns.start',
      extension({ campaign: 'EXT-2', untilScanned: 'old-date' }),
    );
    await study.must('pharma', 'campaigns.approveCountry', {
      ...approval('ES'),
      campaign: 'EXT-2',
    });
    await study.must('pharma', 'subjects.dispense', { subject: '1001', visit: 'V2' });
    study.clock.set('2026-12-01T09:00:00.000Z');
    const late = await study.refused('pharma', 'subjects.dispense', {
      subject: '1002',
      visit: 'V2',
    });
    expect(late.because.join(' ')).toContain('expired at the end of 31 Aug 2026');
  });

  it('refuses each kit that cannot be confirmed with its own reason, all or none', async () => {
    await study.must('pharma', 'campaigns.approveCountry', approval('ES'));
    const [here, twice] = (await numbersAt('S001')) as [string, string];
    const [elsewhere] = (await numbersAt('S003')) as [string];
    const other = (await kitsAt(study, 'central', 'L-2'))[0]?.number as string;
    await study.must('site', 'campaigns.confirm', confirm('S001', [twice]));
    const before = tableDigests(study.db);
    const refused = await study.refused(
      'site',
      'campaigns.confirm',
      confirm('S001', [here, twice, elsewhere, other]),
    );
    expect(refused.rule).toBe('kits-not-confirmable');
    expect(refused.because).toEqual([
      `${twice}: was confirmed already.`,
      `${elsewhere}: is at Site S003.`,
      `${other}: is not in campaign EXT-1.`,
    ]);
    expect(tableDigests(study.db)).toEqual(before);
    const foreign = await study.refused('site', 'campaigns.confirm', confirm('S003', [elsewhere]));
    expect(foreign.rule).toBe('not-your-site');
  });

  it('never sends an extended kit where the extension is not approved', async () => {
    await study.must('pharma', 'campaigns.approveCountry', approval('DE'));
    const numbers = await numbersAt('central');
    await study.must('depot', 'campaigns.confirm', confirm('central', numbers));
    const quantities = [{ kitType: 'kit-active', count: 15 }];
    const abroad = await study.refused('pharma', 'kits.send', {
      from: 'central',
      to: 'S002',
      quantities: [{ kitType: 'kit-active', count: 30 }],
    });
    expect(abroad.because.join(' ')).toContain(
      'Kits extended by campaign EXT-1 stay: the extension is not approved in AU.',
    );
    const sent = await study.must('pharma', 'kits.send', {
      from: 'central',
      to: 'S002',
      quantities,
    });
    expect(sent.numbers.filter((number) => numbers.includes(number))).toEqual([]);
    const home = await study.must('pharma', 'kits.send', {
      from: 'central',
      to: 'S003',
      quantities: [{ kitType: 'kit-active', count: 5 }],
    });
    expect(home.numbers.every((number) => numbers.includes(number))).toBe(true);
  });

  it('keeps a site from passing an extended kit on to where the extension is not approved', async () => {
    await study.must('pharma', 'campaigns.approveCountry', approval('DE'));
    const [number] = (await numbersAt('S003')) as [string];
    await study.must('pharma', 'campaigns.confirm', confirm('S003', [number]));
    const leaves = async (to: string) => {
      const way = { from: 'S003', to, numbers: [number] };
      const { shipment } = await study.must('pharma', 'shipments.requestReturn', way);
      await study.must('pharma', 'shipments.pack', { shipment });
      return { shipment, carrier: 'Courier' };
    };
    const abroad = await leaves('S001');
    const refused = await study.refused('pharma', 'shipments.dispatch', abroad);
    expect([refused.rule, refused.because]).toEqual([
      'kits-may-not-leave',
      [`${number}: its extension (campaign EXT-1) is not approved in ES.`],
    ]);
    await study.must('pharma', 'shipments.cancel', {
      shipment: abroad.shipment,
      reason: 'not approved there',
    });
    await study.must('pharma', 'shipments.dispatch', await leaves('second'));
  });
});

describe('signing an extension off', () => {
  beforeEach(async () => {
    await study.must('pharma', 'campaigns.start', extension());
    await study.must('pharma', 'campaigns.approveCountry', approval('ES'));
  });

  it('asks for every kit, every count and every discrepancy, and for a second person', async () => {
    const rest = [...(await numbersAt('central')), ...(await numbersAt('S003'))];
    const [lost, ...numbers] = (await numbersAt('S001')) as [string, ...string[]];
    const open = async () =>
      (await study.refused('pharma', 'campaigns.close', signOff())).because.join(' ');
    expect(await open()).toContain('S001: 10 kits to scan or to leave out');
    await study.must('site', 'campaigns.confirm', confirm('S001', numbers));
    expect(await open()).toContain('S001: 1 kit to scan or to leave out');
    await study.must('pharma', 'campaigns.leaveOut', {
      campaign: 'EXT-1',
      numbers: [lost, ...rest],
      reason: because,
    });
    expect(await open()).toContain('S001: its labels are not counted');
    const count = numbers.length;
    const short = labels('S001', count + 3, count, { destroyed: 2 });
    const { discrepancies } = await study.must('site', 'campaigns.countLabels', short);
    expect(discrepancies).toEqual(['1 label issued and not accounted for']);
    expect(await open()).toContain('explain it in the note');
    await study.must('site', 'campaigns.countLabels', {
      ...short,
      note: 'one torn and thrown away',
    });
    const same = await study.refused('pharma', 'campaigns.close', signOff('pharma'));
    expect(same.rule).toBe('second-person');
    const closed = await study.must('pharma', 'campaigns.close', signOff());
    expect(closed).toEqual({
      confirmed: count,
      discrepancies: ['S001: 1 label issued and not accounted for: one torn and thrown away'],
    });
    const [left] = (await kitsAt(study, 'S001', 'L-1')).filter(({ number }) => number === lost);
    expect(left).toMatchObject({ expiry: '2026-08-31', block: null });
    expect((await study.refused('pharma', 'campaigns.close', signOff())).rule).toBe(
      'campaign-closed',
    );
    expect(replayed(study).ok).toBe(true);
  });

  it('lets a second extension follow the first, and the latest date hold', async () => {
    const all = [...(await numbersAt('central')), ...(await numbersAt('S003'))];
    const numbers = await numbersAt('S001');
    await study.must('site', 'campaigns.confirm', confirm('S001', numbers));
    await study.must('pharma', 'campaigns.leaveOut', {
      campaign: 'EXT-1',
      numbers: all,
      reason: because,
    });
    await study.must('site', 'campaigns.countLabels', labels('S001', 12, numbers.length));
    await study.must('pharma', 'campaigns.close', signOff());
    const next = { campaign: 'EXT-2', expiry: '2027-08-31' };
    await study.must('pharma', 'campaigns.start', extension(next));
    await study.must('pharma', 'campaigns.approveCountry', {
      ...approval('ES'),
      campaign: 'EXT-2',
    });
    const [first] = numbers as [string];
    await study.must('site', 'campaigns.confirm', {
      ...confirm('S001', [first]),
      campaign: 'EXT-2',
    });
    const dates = (await kitsAt(study, 'S001', 'L-1'))
      .filter(({ state }) => state === 'at-site')
      .map(({ expiry }) => expiry);
    expect(new Set(dates)).toEqual(new Set(['2027-08-31', '2027-02-28']));
    const { datings } = await study.must('qa', 'lots.get', { lot: 'L-1' });
    expect(datings.map(({ expiry }) => expiry)).toEqual(['2026-08-31', '2027-02-28', '2027-08-31']);
  });

  it('refuses what is no longer open', async () => {
    const unknown = await study.refused('pharma', 'campaigns.leaveOut', {
      campaign: 'EXT-9',
      numbers: ['1'],
      reason: because,
    });
    expect(unknown.rule).toBe('campaign-unknown');
    const [l2] = await kitsAt(study, 'S001', 'L-2');
    const numbers = [l2?.number ?? (await kitsAt(study, 'central', 'L-2'))[0]?.number ?? ''];
    const refused = await study.refused('pharma', 'campaigns.leaveOut', {
      campaign: 'EXT-1',
      numbers,
      reason: because,
    });
    expect(refused.rule).toBe('kits-not-waiting');
    const signer = { ...signOff(), signature: signatureOf('depot') };
    expect((await study.refused('pharma', 'campaigns.close', signer)).rule).toBe('signer-role');
  });
});
