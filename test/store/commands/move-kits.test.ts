// Requirements: SUP-03
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { kitListCsv, kitListMapping, kitNumber, kitRows } from '../../builders/kit-list-csv.ts';
import { allKits } from '../../builders/kit-types-seen.ts';
import { openStudy, signatureOf, uploaded } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { tableDigests } from '../../builders/table-digests.ts';

let study: OpenStudy;
beforeEach(() => {
  study = openStudy();
});
afterEach(() => study.close());

/** Kits by their bodies 1, 2, 3 …: type and expiry as given, sequence in the order given. */
async function stock(
  kits: readonly (readonly [kitType: 'active' | 'placebo', expiry: string])[],
): Promise<readonly string[]> {
  const rows = kits.map(([kitType, expiry], i) => ({
    number: kitNumber(i + 1),
    kitType: `kit-${kitType}`,
    lot: `L-${expiry}`,
    expiry,
    sequence: i + 1,
  }));
  const mapping = { ...kitListMapping, sequence: 'Sequence' };
  const file = uploaded('kits.csv', kitListCsv(rows));
  await study.must('pharma', 'kits.import', { file, mapping, place: 'central' });
  return rows.map(({ number }) => number);
}

const send = (to: string, active: number, placebo: number) => ({
  from: 'central',
  to,
  quantities: [
    { kitType: 'kit-active', count: active },
    { kitType: 'kit-placebo', count: placebo },
  ].filter(({ count }) => count > 0),
});

const stateOf = (number: string) => {
  const kit = allKits(study).find((candidate) => candidate.number === number);
  return `${kit?.state} ${kit?.place}`;
};

describe('sending kits to a site', () => {
  it('takes the first-expiring kits of each type that may still be shipped', async () => {
    // 2026-03-02 with 60 days before expiry: the last day to ship the first kit was 1 March.
    const [tooLate, second, last, other, spare] = await stock([
      ['active', '2026-04-30'],
      ['active', '2026-05-31'],
      ['active', '2026-09-30'],
      ['placebo', '2026-08-31'],
      ['active', '2026-10-31'],
    ]);
    const { numbers } = await study.must('pharma', 'kits.send', send('S001', 2, 1));
    expect(numbers).toEqual([second, last, other].toSorted());
    expect(stateOf(second as string)).toBe('in-transit S001');
    expect(stateOf(tooLate as string)).toBe('at-depot central');
    expect(stateOf(spare as string)).toBe('at-depot central');
  });

  it('keeps to the days of the destination’s country', async () => {
    const [kit] = await stock([['active', '2026-05-10']]);
    const refused = await study.refused('pharma', 'kits.send', send('S002', 1, 0));
    expect(refused.because.join(' ')).toContain('75 days before expiry, set for the country');
    expect((await study.must('pharma', 'kits.send', send('S003', 1, 0))).numbers).toEqual([kit]);
  });

  it('sends everything or nothing, and says what is missing of each type', async () => {
    await stock(kitRows(4).map(() => ['active', '2027-01-31'] as const));
    const before = tableDigests(study.db);
    const refused = await study.refused('pharma', 'kits.send', send('S001', 3, 2));
    expect(refused).toMatchObject({
      rule: 'not-enough-kits',
      message: 'Central depot cannot send 2 of kit-placebo; nothing was sent.',
    });
    expect(refused.because[0]).toBe(
      'Central depot has 0 usable kits of type kit-placebo; 2 needed.',
    );
    expect(tableDigests(study.db)).toEqual(before);
  });

  it('lists the kits by number, so that the entry does not group them by type', async () => {
    await stock([
      ['placebo', '2027-01-31'],
      ['active', '2027-01-31'],
      ['placebo', '2027-01-31'],
      ['active', '2027-01-31'],
    ]);
    await study.must('pharma', 'kits.send', send('S001', 2, 2));
    const entry = study.db
      .prepare(`SELECT content FROM ledger WHERE kind = 'shipment-picked'`)
      .get<{ content: string }>();
    const { kits } = (JSON.parse(entry?.content ?? '') as { body: { kits: string[] } }).body;
    expect(kits).toEqual(kits.toSorted());
    expect(entry?.content).not.toMatch(/kit-active|kit-placebo/);
  });

  it('refuses routes that are none', async () => {
    await stock([['active', '2027-01-31']]);
    const rule = async (change: object) =>
      (await study.refused('pharma', 'kits.send', { ...send('S001', 1, 0), ...change })).rule;
    expect(await rule({ from: 'S001', to: 'S002' })).toBe('not-enough-kits');
    expect(await rule({ to: 'central' })).toBe('send-elsewhere');
    expect(await rule({ to: 'S999' })).toBe('place-unknown');
    await study.must('pharma', 'study.setSiteStatus', {
      site: 'S001',
      status: 'closed',
      reason: 'no longer recruiting',
    });
    expect(await rule({})).toBe('site-closed');
  });
});

describe('receiving kits', () => {
  it('puts kits on their way into stock where they were sent', async () => {
    const [kit] = await stock([['active', '2027-01-31']]);
    await study.must('pharma', 'kits.send', send('S001', 1, 0));
    const typed = `${kit?.slice(0, 4)} ${kit?.slice(4)}`;
    await study.must('site', 'kits.receive', { place: 'S001', numbers: [typed] });
    expect(stateOf(kit as string)).toBe('at-site S001');
  });

  it('refuses the wrong place, the wrong state and unknown numbers, kit by kit', async () => {
    const [sent, kept] = await stock([
      ['active', '2027-01-31'],
      ['active', '2027-02-28'],
    ]);
    await study.must('pharma', 'kits.send', send('S001', 1, 0));
    const before = tableDigests(study.db);
    const numbers = [sent, kept] as string[];
    const wrong = await study.refused('pharma', 'kits.receive', { place: 'S003', numbers });
    expect(wrong.rule).toBe('kits-not-receivable');
    expect(wrong.because).toEqual([
      `${sent}: is in transit for Site S001 (S001), not for Site S003.`,
      expect.stringMatching(`^${kept}: is at depot at Central depot; .*only from: in transit`),
    ]);
    const unknown = await study.refused('pharma', 'kits.receive', {
      place: 'S001',
      numbers: [sent as string, '99999999'],
    });
    expect(unknown).toMatchObject({
      rule: 'kits-not-found',
      because: ['99999999: no kit has this number.'],
    });
    const twice = await study.refused('pharma', 'kits.receive', {
      place: 'S001',
      numbers: [sent as string, ` ${sent}`],
    });
    expect(twice.rule).toBe('kit-named-twice');
    expect(tableDigests(study.db)).toEqual(before);
  });

  it('lets people of a site receive for their own site only', async () => {
    const [kit] = await stock([['active', '2027-01-31']]);
    await study.must('pharma', 'kits.send', send('S003', 1, 0));
    const numbers = [kit as string];
    const refused = await study.refused('site', 'kits.receive', { place: 'S003', numbers });
    expect(refused.rule).toBe('not-your-site');
    await study.must('pharma', 'kits.receive', { place: 'S003', numbers });
  });
});

describe('acting on kits', () => {
  const act = (
    action: 'quarantine' | 'pre-quarantine' | 'await-destruction' | 'find' | 'report-missing',
    numbers: string[],
  ) => ({
    action,
    numbers,
    reason: 'checked at the depot',
  });

  const release = (numbers: string[], signer: 'pharma' | 'qa' = 'qa') => ({
    numbers,
    reason: 'checked at the depot',
    signature: signatureOf(signer, 'I release these kits for use'),
  });

  it('follows the table of states and keeps the reason', async () => {
    const [kit] = (await stock([['active', '2027-01-31']])) as [string];
    const walk = [
      ['pre-quarantine', 'pre-quarantined central'],
      ['quarantine', 'quarantined central'],
      ['report-missing', 'missing central'],
      ['find', 'quarantined central'],
      ['await-destruction', 'awaiting-destruction central'],
    ] as const;
    for (const [action, state] of walk) {
      await study.must('depot', 'kits.act', act(action, [kit]));
      expect(stateOf(kit)).toBe(state);
    }
    const reasons = study.db
      .prepare(`SELECT content ->> '$.reason' AS reason FROM ledger WHERE kind = 'kits-changed'`)
      .all();
    expect(reasons).toEqual(walk.map(() => ({ reason: 'checked at the depot' })));
  });

  it('changes all kits or none', async () => {
    const [good, missing] = (await stock([
      ['active', '2027-01-31'],
      ['active', '2027-01-31'],
    ])) as [string, string];
    await study.must('depot', 'kits.act', act('report-missing', [missing]));
    const before = tableDigests(study.db);
    const refused = await study.refused('depot', 'kits.act', act('quarantine', [good, missing]));
    expect(refused.message).toContain('1 of 2 kits cannot take the step "quarantine"');
    expect(refused.because).toEqual([expect.stringContaining('Steps possible now: find.')]);
    expect(tableDigests(study.db)).toEqual(before);
  });

  it('keeps a kit in quarantine out of a shipment until it is released', async () => {
    const [first, second] = (await stock([
      ['active', '2027-01-31'],
      ['active', '2027-02-28'],
    ])) as [string, string];
    await study.must('depot', 'kits.act', act('quarantine', [first]));
    expect((await study.must('pharma', 'kits.send', send('S001', 1, 0))).numbers).toEqual([second]);
    const refused = await study.refused('pharma', 'kits.send', send('S001', 1, 0));
    expect(refused.because.join(' ')).toContain(`${first}: is quarantined`);
    await study.must('pharma', 'kits.release', release([first]));
    expect((await study.must('pharma', 'kits.send', send('S001', 1, 0))).numbers).toEqual([first]);
  });

  it('has a release signed by QA or a pharmacist who did not put the kits there', async () => {
    const [kit] = (await stock([['active', '2027-01-31']])) as [string];
    await study.must('pharma', 'kits.act', act('quarantine', [kit]));
    const own = await study.refused('pharma', 'kits.release', release([kit], 'pharma'));
    expect(own.rule).toBe('second-person');
    const operator = await study.ask('depot', 'kits.release', release([kit]));
    expect(operator.kind).toBe('forbidden');
    await study.must('pharma', 'kits.release', release([kit], 'qa'));
    expect(stateOf(kit)).toBe('at-depot central');
    const signed = study.db
      .prepare(`SELECT content ->> '$.signature.printedName' AS name FROM ledger
        WHERE kind = 'kits-changed' ORDER BY sequence DESC LIMIT 1`)
      .get<{ name: string }>();
    expect(signed?.name).toBe('Quinn Quality');
  });

  it('names the rule of the table in every refusal', async () => {
    const [kit] = (await stock([['active', '2027-01-31']])) as [string];
    const refused = await study.refused('pharma', 'kits.release', release([kit]));
    expect(refused).toMatchObject({ rule: 'kit-transition' });
    expect(refused.because[0]).toContain('A kit that is at depot at a depot cannot take the step');
  });
});
