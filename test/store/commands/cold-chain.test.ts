// Requirements: CLD-07
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { machinePrinter } from '../../../electron/node/printer.ts';
import { setClockBack } from '../../builders/clock-set-back.ts';
import { fridgeTagBody, qTagBody, signedText } from '../../builders/berlinger-text.ts';
import { hoursAt, loggerCsv } from '../../builders/logger-csv.ts';
import { openStudy, signatureOf, uploaded } from '../../builders/open-study.ts';
import type { OpenStudy, Person } from '../../builders/open-study.ts';
import { replayed } from '../../builders/replayed.ts';

const hour = 3_600;
let study: OpenStudy;

const quantities = [
  { kitType: 'kit-active', count: 2 },
  { kitType: 'kit-placebo', count: 2 },
];

const profile = {
  profile: 'cold',
  name: 'Refrigerated',
  bands: [
    { low: -1, high: 199, allowedSeconds: 12 * hour, longestSeconds: 4 * hour },
    { low: 199, high: 800, allowedSeconds: null, longestSeconds: null },
    { low: 800, high: 2500, allowedSeconds: 20 * hour, longestSeconds: 12 * hour },
  ],
  rule: 'hold' as const,
  activationEnergy: 83.144,
  reserveSeconds: 2 * hour,
  lots: null,
};

beforeAll(async () => {
  study = openStudy({ ports: { printer: machinePrinter } });
  for (const lot of ['L1', 'L2']) {
    await study.must('pharma', 'lots.register', { lot, expiry: '2027-12-31' });
  }
  await study.must('pharma', 'kits.generate', {
    lot: 'L1',
    place: 'central',
    quantities: quantities.map((one) => ({ ...one, count: 30 })),
  });
});
afterAll(() => {
  expect(replayed(study).checks.filter(({ passed }) => !passed)).toEqual([]);
  study.close();
});

/** Sends kits at ten in the morning and receives them a day later. */
async function journey(logger: string, result: 'alarmed' | 'no-alarm' | 'not-found' = 'no-alarm') {
  setClockBack(study, '2026-03-02T10:00:00.000Z');
  const { shipment } = await study.must('pharma', 'shipments.request', {
    from: 'central',
    to: 'S001',
    lines: quantities,
  });
  await study.must('pharma', 'shipments.approve', { shipment });
  const { kits } = await study.must('pharma', 'shipments.proposePick', { shipment });
  const numbers = kits.map(({ number }) => number);
  await study.must('pharma', 'shipments.pick', { shipment, numbers });
  await study.must('pharma', 'shipments.pack', { shipment, logger });
  await study.must('pharma', 'shipments.dispatch', { shipment, carrier: 'Courier' });
  study.clock.set('2026-03-03T10:00:00.000Z');
  await study.must('site', 'shipments.receive', {
    shipment,
    kits: numbers.map((number) => ({ number, condition: 'acceptable' as const })),
    logger: result,
  });
  return { shipment, numbers: numbers.toSorted() };
}

const statesOf = async (numbers: readonly string[]) => {
  const found = new Set<string>();
  for (const number of numbers) {
    found.add((await study.must('pharma', 'kits.get', { number })).kit.status);
  }
  return [...found].toSorted();
};

const csv = (
  name: string,
  parts: readonly (readonly [hours: number, centi: number])[],
  serial = 'LG-1',
) => uploaded(`${name}.csv`, loggerCsv(hoursAt(...parts), { serial }));

const decide = (
  user: Person,
  excursion: string,
  outcome: 'release' | 'reject',
  useBy?: string,
) => ({
  excursion,
  decisions: [{ group: 0, outcome, ...(useBy === undefined ? {} : { useBy }) }],
  reason: 'Weighed with the stability data of the product.',
  signature: signatureOf(user),
});

describe('before a storage profile is in force', () => {
  it('nothing that watched kits is imported, and a preview says why', async () => {
    const { shipment } = await journey('LG-0');
    const file = csv('early', [[24, 500]]);
    const preview = await study.must('qa', 'loggers.preview', { file, watched: { shipment } });
    expect(preview.assessment).toBeNull();
    expect(preview.notJudged).toContain('No storage profile');
    const refusal = await study.refused('qa', 'loggers.import', { file, watched: { shipment } });
    expect(refusal.rule).toBe('no-storage-profile');
  });

  it('a profile has to be sound, and needs the signature of somebody who may', async () => {
    const bad = { ...profile, bands: profile.bands.slice(1) };
    const gap = { ...bad, bands: [{ ...bad.bands[0], high: 700 }, bad.bands[1]] };
    const reason = 'Stability report 12';
    const put = (one: typeof profile, user: Person) => ({
      profile: one,
      reason,
      signature: signatureOf(user),
    });
    const refusal = await study.refused('qa', 'storage.setProfile', put(gap as never, 'qa'));
    expect(refusal.rule).toBe('profile-not-accepted');
    expect((await study.refused('qa', 'storage.setProfile', put(profile, 'depot'))).rule).toBe(
      'signer-role',
    );
    expect(await study.must('qa', 'storage.setProfile', put(profile, 'qa'))).toEqual({
      version: 1,
      kits: 0,
    });
    const second = { ...put({ ...profile, profile: 'other' }, 'qa') };
    expect((await study.refused('qa', 'storage.setProfile', second)).rule).toBe(
      'profile-for-all-lots-taken',
    );
  });
});

describe('a shipment whose logger stayed in range', () => {
  it('is judged at once; the same file twice is refused', async () => {
    const { shipment, numbers } = await journey('LG-1');
    const file = csv('calm', [[25, 500]]);
    const preview = await study.must('depot', 'loggers.preview', { file, watched: { shipment } });
    expect(preview.inspected).toMatchObject({ serial: 'LG-1', readings: 150, zone: '+00:00' });
    expect(preview.shipments[0]).toMatchObject({ shipment, namesLogger: true });
    expect(preview.assessment).toMatchObject({ isExcursion: false, stays: [] });
    expect(preview.assessment?.groups[0]?.kits).toEqual(numbers);
    const done = await study.must('depot', 'loggers.import', { file, watched: { shipment } });
    expect(done).toMatchObject({ isExcursion: false, kits: 4, quarantined: 0 });
    const again = await study.refused('depot', 'loggers.import', { file, watched: { shipment } });
    expect(again.rule).toBe('file-imported-before');
    expect(again.message).toContain(done.file);
    expect(await statesOf(numbers)).toEqual(['at-site']);
    const { budget } = await study.must('site', 'kits.get', { number: numbers[0] ?? '' });
    expect(budget).toMatchObject({ remainingSeconds: 12 * hour, isExhausted: false });
    expect(budget?.legs).toHaveLength(1);
  });
});

describe('an excursion', () => {
  let first: { shipment: string; numbers: readonly string[] };
  let excursion: string;

  it('within the budget holds the kits back and proposes their release', async () => {
    first = await journey('LG-2');
    const file = csv(
      'warm',
      [
        [4, 500],
        [10, 1500],
        [11, 500],
      ],
      'LG-2',
    );
    const done = await study.must('site', 'loggers.import', {
      file,
      watched: { shipment: first.shipment },
    });
    expect(done).toMatchObject({ isExcursion: true, kits: 4, quarantined: 4 });
    excursion = done.excursion ?? '';
    expect(await statesOf(first.numbers)).toEqual(['pre-quarantined']);
    const around = await study.refused('pharma', 'kits.release', {
      numbers: [...first.numbers],
      reason: 'They look fine to me.',
      signature: signatureOf('pharma'),
    });
    expect(around.rule).toBe('excursion-not-decided');
    const seen = await study.must('qa', 'excursions.get', { excursion });
    expect(seen.excursion).toMatchObject({ status: 'open', tier: 1, highestC: 15 });
    expect(seen.assessment.stays).toEqual([
      expect.objectContaining({ kind: 'band', band: 2, extremeC: 15 }),
    ]);
    expect(seen.assessment.groups[0]?.bands[2]).toMatchObject({
      allowed: 20 * hour,
      usedBefore: 0,
      usedHere: 10 * hour,
      remaining: 10 * hour,
    });
    expect(seen.kits.map(({ number }) => number)).toEqual(first.numbers);
  });

  it('is released with a signature and a nearer last day of use, which first-expiring obeys', async () => {
    const done = await study.must(
      'pharma',
      'excursions.decide',
      decide('pharma', excursion, 'release', '2026-04-15'),
    );
    expect(done).toEqual({ released: 4, rejected: 0, unchanged: 0 });
    expect(await statesOf(first.numbers)).toEqual(['at-site']);
    const again = await study.refused(
      'pharma',
      'excursions.decide',
      decide('pharma', excursion, 'release'),
    );
    expect(again.rule).toBe('excursion-decided');
    const given = await study.must('pharma', 'kits.get', { number: first.numbers[0] ?? '' });
    expect(given.budget?.useBy).toBe('2026-04-15');
    const pdf = await study.must('qa', 'excursions.evidence', { excursion });
    expect(Buffer.from(pdf.base64, 'base64').subarray(0, 4).toString()).toBe('%PDF');
  });

  it('adds up over all legs of a life; beyond the budget only quality assurance decides', async () => {
    study.clock.set('2026-03-05T10:00:00.000Z');
    const file = uploaded(
      'fridge.csv',
      loggerCsv(hoursAt([2, 500], [11, 1500], [2, 500]), {
        serial: 'FR-1',
        start: '2026-03-04T00:00:00Z',
      }),
    );
    const done = await study.must('site', 'loggers.import', { file, watched: { place: 'S001' } });
    const seen = await study.must('qa', 'excursions.get', { excursion: done.excursion ?? '' });
    expect(seen.excursion.tier).toBe(2);
    const tiers = seen.assessment.groups.map(({ tier, kits, earlierLegs }) => ({
      tier,
      kits: kits.length,
      earlierLegs,
    }));
    expect(tiers).toEqual(
      expect.arrayContaining([
        { tier: 2, kits: 4, earlierLegs: 1 },
        { tier: 1, kits: 4, earlierLegs: 1 },
        { tier: 1, kits: 4, earlierLegs: 0 },
      ]),
    );
    const decisions = seen.assessment.groups.map((group, i) => ({
      group: i,
      outcome: group.tier === 1 ? ('release' as const) : ('reject' as const),
    }));
    const input = {
      excursion: seen.excursion.excursion,
      decisions,
      reason: 'The budget of four kits is used up.',
    };
    const pharma = await study.refused('pharma', 'excursions.decide', {
      ...input,
      signature: signatureOf('pharma'),
    });
    expect(pharma.rule).toBe('excursion-needs-qa');
    const some = await study.refused('qa', 'excursions.decide', {
      ...input,
      decisions: decisions.slice(1),
      signature: signatureOf('qa'),
    });
    expect(some.rule).toBe('decide-every-group');
    const decided = await study.must('qa', 'excursions.decide', {
      ...input,
      signature: signatureOf('qa'),
    });
    expect(decided).toEqual({ released: 8, rejected: 4, unchanged: 0 });
    expect(await statesOf(first.numbers)).toEqual(['awaiting-destruction']);
  });

  it('of which nobody has readings counts as the worst case', async () => {
    const { shipment, numbers } = await journey('LG-9', 'not-found');
    expect(await statesOf(numbers)).toEqual(['quarantined']);
    const { waiting } = await study.must('qa', 'excursions.page', {});
    expect(waiting).toContainEqual(expect.objectContaining({ shipment, result: 'not-found' }));
    const opened = await study.must('qa', 'excursions.openWithoutData', {
      shipment,
      reason: 'The logger was not in the box.',
    });
    const seen = await study.must('qa', 'excursions.get', { excursion: opened.excursion });
    expect(seen.excursion.tier).toBe(2);
    expect(seen.assessment.groups[0]).toMatchObject({ missingSeconds: 24 * hour });
    expect((await study.must('qa', 'excursions.page', {})).waiting).not.toContainEqual(
      expect.objectContaining({ shipment }),
    );
  });
});

describe('kits that are on their way when their file comes', () => {
  it('are kept from use by the open excursion however they are received', async () => {
    setClockBack(study, '2026-03-02T10:00:00.000Z');
    const { shipment } = await study.must('pharma', 'shipments.request', {
      from: 'central',
      to: 'S002',
      lines: quantities,
    });
    await study.must('pharma', 'shipments.approve', { shipment });
    const { kits } = await study.must('pharma', 'shipments.proposePick', { shipment });
    const numbers = kits.map(({ number }) => number);
    await study.must('pharma', 'shipments.pick', { shipment, numbers });
    await study.must('pharma', 'shipments.pack', { shipment, logger: 'LG-W' });
    await study.must('pharma', 'shipments.dispatch', { shipment, carrier: 'Courier' });
    const warm: readonly [number, number][] = [
      [4, 500],
      [3, 1500],
      [2, 500],
    ];
    const file = csv('way', warm, 'LG-W');
    const watched = { shipment };
    const done = await study.must('qa', 'loggers.import', { file, watched });
    expect(done).toMatchObject({ isExcursion: true, kits: 4, quarantined: 0 });
    await study.must('pharma', 'shipments.receive', {
      shipment,
      kits: numbers.map((number) => ({ number, condition: 'acceptable' as const })),
      logger: 'no-alarm',
    });
    expect(await statesOf(numbers)).toEqual(['at-site']);
    const onward = await study.must('pharma', 'shipments.request', {
      from: 'S002',
      to: 'S001',
      lines: quantities,
    });
    await study.must('pharma', 'shipments.approve', onward);
    const refusal = await study.refused('pharma', 'shipments.proposePick', onward);
    expect(refusal.because.join(' ')).toContain('waits for the decision');
    await study.must('qa', 'excursions.decide', decide('qa', done.excursion ?? '', 'release'));
    const free = await study.must('pharma', 'shipments.proposePick', onward);
    expect(free.kits.map(({ number }) => number).toSorted()).toEqual(numbers.toSorted());
  });
});

describe('which kits may be used', () => {
  it('leaves out those with too little budget and takes those with a nearer last day first', async () => {
    const short = await journey('LG-5');
    const file = csv(
      'short',
      [
        [4, 500],
        [9, 1500],
        [1, 500],
        [10, 1500],
      ],
      'LG-5',
    );
    const first = await study.must('site', 'loggers.import', {
      file,
      watched: { shipment: short.shipment },
    });
    await study.must(
      'pharma',
      'excursions.decide',
      decide('pharma', first.excursion ?? '', 'release'),
    );
    const { budget } = await study.must('pharma', 'kits.get', { number: short.numbers[0] ?? '' });
    expect(budget).toMatchObject({ remainingSeconds: hour, isExhausted: true });
    expect(await statesOf(short.numbers)).toEqual(['at-site']);

    const near = await journey('LG-6');
    const warm = csv(
      'near',
      [
        [4, 500],
        [2, 1500],
        [18, 500],
      ],
      'LG-6',
    );
    const second = await study.must('site', 'loggers.import', {
      file: warm,
      watched: { shipment: near.shipment },
    });
    const input = decide('qa', second.excursion ?? '', 'release', '2026-05-31');
    await study.must('qa', 'excursions.decide', input);
    const { shipment } = await study.must('pharma', 'shipments.request', {
      from: 'S001',
      to: 'S002',
      lines: quantities,
    });
    await study.must('pharma', 'shipments.approve', { shipment });
    const { kits, because } = await study.must('pharma', 'shipments.proposePick', { shipment });
    expect(kits.map(({ number }) => number).toSorted()).toEqual(near.numbers);
    expect(because.map((line) => line.because).join('\n')).toContain('stability budget');
    study.clock.set('2026-06-01T10:00:00.000Z');
    const later = await study.must('pharma', 'shipments.proposePick', { shipment });
    for (const { number } of later.kits)
      expect([...near.numbers, ...short.numbers]).not.toContain(number);
    const forced = await study.refused('pharma', 'shipments.pick', {
      shipment,
      numbers: near.numbers.slice(),
    });
    expect(forced.because.join(' ')).toContain('stability budget');
  });
});

describe('files', () => {
  it('with local times wait for a zone before kits depend on them', async () => {
    const { shipment } = await journey('LG-7');
    const text = loggerCsv(hoursAt([26, 500]), { serial: 'LG-7', zone: null });
    const file = uploaded('local.csv', text);
    const preview = await study.must('qa', 'loggers.preview', { file, watched: { shipment } });
    expect(preview.notJudged).toContain('time zone');
    expect(
      (await study.refused('qa', 'loggers.import', { file, watched: { shipment } })).rule,
    ).toBe('zone-needed');
    const choices = { zone: 'UTC' };
    await study.must('qa', 'loggers.import', { file, watched: { shipment }, choices });
    const { rows } = await study.must('qa', 'loggers.page', { search: 'LG-7' });
    expect(rows).toHaveLength(1);
    const { base64 } = await study.must('qa', 'loggers.export', { file: rows[0]?.file ?? '' });
    const lines = Buffer.from(base64, 'base64').toString().trim().split(/\r?\n/);
    expect(lines).toHaveLength(157);
    expect(lines[1]).toContain('2026-03-02T10:00:00.000Z,5');
  });

  it('of unclear dates ask; a signed mapping remembers the answer for the next file', async () => {
    const rows = (month: string) =>
      ['When;Probe', `05/${month}/2026 10:00;5,0`, `05/${month}/2026 10:10;5,2`, ''].join('\n');
    const file = uploaded('odd.csv', rows('03'));
    const open = await study.refused('qa', 'loggers.preview', { file });
    expect(open.rule).toBe('columns-not-found');
    const asked = await study.refused('qa', 'loggers.preview', {
      file,
      choices: { column: 'Probe' },
    });
    expect(asked.rule).toBe('date-order-ambiguous');
    const choices = { column: 'Probe', dateOrder: 'day-first', zone: '+01:00' } as const;
    const { inspected } = await study.must('qa', 'loggers.preview', { file, choices });
    expect(inspected.headings).toEqual(['When', 'Probe']);
    const mapping = {
      name: 'Odd makers',
      headings: inspected.headings,
      column: 'Probe',
      dateOrder: 'day-first' as const,
      zone: '+01:00',
      unit: null,
    };
    await study.must('qa', 'loggers.confirmMapping', { mapping, signature: signatureOf('qa') });
    const next = await study.must('qa', 'loggers.preview', {
      file: uploaded('next.csv', rows('04')),
    });
    expect(next.mapping).toBe('Odd makers');
    expect(next.inspected.first).toBe('2026-04-05T10:00:00+01:00');
    const refused = await study.refused('qa', 'loggers.confirmMapping', {
      mapping: { ...mapping, column: 'Other' },
      signature: signatureOf('qa'),
    });
    expect(refused.rule).toBe('column-not-in-headings');
  });

  it('that a logger signed are kept with the verdict; an altered one is shown but never kept', async () => {
    const good = signedText(qTagBody([450, 520, 480, 500]));
    const file = uploaded('tag.txt', good);
    const choices = { zone: 'UTC' };
    const preview = await study.must('qa', 'loggers.preview', { file, choices });
    expect(preview.inspected.signature).toBe('authentic');
    const altered = Buffer.from(good.toString('latin1').replace('5.2', '5.3'), 'latin1');
    const spoiled = uploaded('tag2.txt', altered);
    const seen = await study.must('qa', 'loggers.preview', { file: spoiled, choices });
    expect(seen.inspected.signature).toBe('altered');
    expect((await study.refused('qa', 'loggers.import', { file: spoiled, choices })).rule).toBe(
      'signature-does-not-fit',
    );
    await study.must('qa', 'loggers.import', { file, choices });
    const overlap = uploaded('tag3.txt', signedText(qTagBody([450, 520, 480, 500, 510])));
    const { overlaps } = await study.must('qa', 'loggers.preview', { file: overlap, choices });
    expect(overlaps).toEqual([expect.objectContaining({ same: 4, different: 0 })]);
  });

  it('of a logger that keeps extremes of days alone are charged by their worst case', async () => {
    const days = [
      { date: '2026-03-03', min: '+2.0', max: '+7.9' },
      { date: '2026-03-02', min: '+2.5', max: '+9.5' },
    ];
    const file = uploaded('days.txt', signedText(fridgeTagBody(days)));
    study.clock.set('2026-03-08T10:00:00.000Z');
    const watched = { place: 'central' };
    const preview = await study.must('qa', 'loggers.preview', {
      file,
      watched,
      choices: { zone: 'UTC' },
    });
    expect(preview.chart.days).toHaveLength(2);
    expect(preview.assessment?.isExcursion).toBe(true);
    expect(preview.assessment?.groups.some(({ missingSeconds }) => missingSeconds > 0)).toBe(true);
  });

  it('of other sites are out of sight of a site user', async () => {
    const { rows } = await study.must('qa', 'excursions.page', { status: ['open'] });
    expect(rows.length).toBeGreaterThan(0);
    const own = await study.must('site', 'loggers.page', {});
    expect(own.rows.every(({ shipment, place }) => shipment !== null || place === 'S001')).toBe(
      true,
    );
    expect(
      (await study.ask('site', 'excursions.decide', decide('site', 'EX-00001', 'release'))).kind,
    ).toBe('forbidden');
  });
});

describe('a new version of a profile', () => {
  it('judges every kit with a life on record anew', async () => {
    const wider = {
      ...profile,
      bands: profile.bands.map((band) =>
        band.allowedSeconds === null ? band : { ...band, allowedSeconds: 100 * hour },
      ),
    };
    const done = await study.must('qa', 'storage.setProfile', {
      profile: wider,
      reason: 'Stability report 13',
      signature: signatureOf('qa'),
    });
    expect(done.version).toBe(2);
    expect(done.kits).toBeGreaterThan(8);
  });
});
