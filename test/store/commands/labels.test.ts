// Requirements: SUP-14
import { afterEach, describe, expect, test } from 'vitest';
import type { LabelTemplate } from '../../../shared/domain/label/label-template.ts';
import { byNumbers, kitsOfTypes, labelStudy, proposal, sign } from '../../builders/label-study.ts';
import { openStudy, signatureOf } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { replayed } from '../../builders/replayed.ts';

let study: OpenStudy;
afterEach(() => study.close());

const plain = (template: LabelTemplate) => JSON.parse(JSON.stringify(template)) as never;
const bytesOf = (base64: string): string => Buffer.from(base64, 'base64').toString('latin1');
/** A shipment of two kits to S001 that is picked. */
async function pickedShipment(): Promise<string> {
  const { shipment } = await study.must('pharma', 'shipments.request', {
    from: 'central',
    to: 'S001',
    lines: [{ kitType: 'kit-active', count: 2 }],
  });
  await study.must('pharma', 'shipments.approve', { shipment });
  const { kits } = await study.must('pharma', 'shipments.proposePick', { shipment });
  const numbers = kits.map(({ number }) => number);
  await study.must('pharma', 'shipments.pick', { shipment, numbers });
  return shipment;
}

const pagesIn = (pdf: string): number => pdf.match(/\/Type \/Page\b/g)?.length ?? 0;

describe('label templates', () => {
  const refusedAs = async (template: LabelTemplate) =>
    study.refused('pharma', 'labels.defineTemplate', {
      template: plain(template),
      reason: 'First labels of the study',
      signature: signatureOf('pharma'),
    });

  test('are proposed, signed in versions, and the same one is not signed twice', async () => {
    study = openStudy();
    const before = await study.must('pharma', 'labels.templates', { languages: ['en', 'fr'] });
    expect(before.templates).toEqual([]);
    expect(before.proposals.map(({ definition }) => definition.id)).toEqual([
      'kit-roll',
      'kit-sheet',
      'shipper-a6',
    ]);
    expect(await sign(study, proposal(study))).toEqual({ version: 1 });
    expect((await refusedAs(proposal(study))).rule).toBe('label-template-same');
    expect(await sign(study, proposal(study, 'kit-roll', { expiry: 'day' }))).toEqual({
      version: 2,
    });
    const { templates } = await study.must('site', 'labels.templates', {});
    expect(templates).toHaveLength(1);
    expect(templates[0]).toMatchObject({ version: 2, signedBy: 'Phil Pharmacist' });
    expect(templates[0]?.definition.expiry).toBe('day');
  });

  test('with faults are refused, each fault named', async () => {
    study = openStudy();
    const given = proposal(study);
    const faulty = (blocks: LabelTemplate['blocks']) => refusedAs({ ...given, blocks });
    const broken = await faulty([
      { kind: 'rule', x: 90, y: 1, width: 20, height: 1 },
      { kind: 'barcode', x: 1, y: 1, width: 20, height: 20, symbology: 'gs1-qr', carries: ['kit'] },
    ]);
    expect(broken.rule).toBe('label-template');
    expect(broken.because.join(' ')).toMatch(/Block 1 .*110 × 2 mm/);
    expect(broken.because.join(' ')).toMatch(/only valid together with the GTIN/);
    expect(broken.because.join(' ')).toMatch(/No text shows \{expiry\}/);
    const [first, ...rest] = given.blocks;
    if (first?.kind !== 'text') throw new Error('the first block is text');
    const text = (all: string) => faulty([{ ...first, text: { all } }, ...rest]);
    expect((await text('{protocol} {kitType}')).because[0]).toMatch(/no field \{kitType\}/);
    const korean = await text('{protocol} 임상시험용');
    expect([korean.rule, korean.message]).toEqual([
      'label-character',
      'The type of the labels has no 임 상 시 험 용.',
    ]);
    expect((await text(`{protocol} ${'治験用'.repeat(60)}`)).rule).toBe('label-overflow');
    expect((await text(`{protocol} ${'long '.repeat(100)}`)).rule).toBe('label-overflow');
    expect((await faulty([{ ...first, text: { en: '{protocol}' } }, ...rest])).because[0]).toMatch(
      /no text in de/,
    );
    expect((await refusedAs({ ...given, gtin: '09506000134353' })).because.join(' ')).toMatch(
      /check digit is 3 instead of 2/,
    );
  });

  test('that tell one arm from the others are refused; naming all of them is not', async () => {
    study = openStudy();
    const given = proposal(study);
    const with_ = (all: string): LabelTemplate => ({
      ...given,
      blocks: [
        ...given.blocks,
        { ...(given.blocks[0] as never as object), text: { all }, y: 60, height: 4 } as never,
      ],
    });
    const unblinding = await refusedAs(with_('Arm placebo'));
    expect(unblinding.rule).toBe('label-unblinds');
    expect(unblinding.because[0]).toMatch(/placebo/);
    expect(await sign(study, with_('Active or placebo'))).toEqual({ version: 1 });
  });
});

describe('printing kit labels', () => {
  test('issues them kit by kit, in the order of numbers, and the file says the same ever after', async () => {
    const made = await labelStudy();
    study = made.study;
    const issued = await study.must('depot', 'labels.print', {
      template: 'kit-roll',
      kits: byNumbers(made.numbers.toReversed()),
      copies: 2,
    });
    expect(issued).toEqual({ issue: 'L-00001', kits: 12, labels: 24, sheets: 24, leftOut: 0 });
    const file = await study.must('depot', 'labels.file', { issue: 'L-00001' });
    expect(file.name).toBe('TST-1 labels L-00001 2026-03-02.pdf');
    expect(pagesIn(bytesOf(file.base64))).toBe(24);
    await sign(study, proposal(study, 'kit-roll', { expiry: 'day' }));
    const later = await study.must('pharma', 'labels.file', { issue: 'L-00001' });
    expect(later.base64).toBe(file.base64);
    const { rows, total } = await study.must('qa', 'labels.page', {});
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({ issue: 'L-00001', version: 1, labels: 24, by: 'Dora Depot' });
    const kit = await study.must('pharma', 'kits.get', { number: made.numbers[0] as string });
    expect(kit.timeline.at(-1)?.what).toBe('Issued 24 labels L-00001 for 12 kits');
    expect(replayed(study).ok).toBe(true);
  });

  test('a second time needs a reason, or leaves labelled kits out', async () => {
    const made = await labelStudy();
    study = made.study;
    const one = byNumbers(made.numbers.slice(0, 5));
    const lot = { by: 'lot', lot: 'L-B', place: 'central' } as const;
    await study.must('pharma', 'labels.print', { template: 'kit-roll', kits: one });
    const again = await study.refused('pharma', 'labels.print', {
      template: 'kit-roll',
      kits: lot,
    });
    expect(again.rule).toBe('labelled-before');
    expect(again.message).toMatch(/^3 of 8 kits/);
    const rest = await study.must('pharma', 'labels.print', {
      template: 'kit-roll',
      kits: lot,
      onlyWithout: true,
    });
    expect(rest.kits).toBe(5);
    const spoilt = await study.must('pharma', 'labels.print', {
      template: 'kit-roll',
      kits: one,
      reason: 'The first labels were spoilt',
    });
    expect(spoilt.issue).toBe('L-00003');
    expect(await study.must('pharma', 'labels.count', { kits: lot })).toEqual({
      kits: 8,
      withLabels: 8,
      labels: 11,
      first: made.numbers[1],
      last: made.numbers[11],
      leftOut: 0,
      because: [],
    });
    const none = await study.refused('pharma', 'labels.print', {
      template: 'kit-roll',
      kits: lot,
      onlyWithout: true,
    });
    expect(none.rule).toBe('no-kits-to-label');
  });

  test('fills sheets from the place asked for', async () => {
    const made = await labelStudy();
    study = made.study;
    await sign(study, proposal(study, 'kit-sheet'));
    const kits = byNumbers(made.numbers);
    const { issue, sheets } = await study.must('pharma', 'labels.print', {
      template: 'kit-sheet',
      kits,
    });
    expect(sheets).toBe(2);
    const pages = async (firstPlace: number) =>
      pagesIn(bytesOf((await study.must('pharma', 'labels.file', { issue, firstPlace })).base64));
    expect([await pages(1), await pages(5), await pages(6)]).toEqual([2, 2, 3]);
    const beyond = await study.refused('pharma', 'labels.file', { issue, firstPlace: 9 });
    expect(beyond.rule).toBe('label-place');
  });

  test('is refused for kits that nobody can label, and without a signed template', async () => {
    const made = await labelStudy();
    study = made.study;
    const [first = ''] = made.numbers;
    const print = { template: 'kit-roll', kits: byNumbers([first]) };
    expect(
      (await study.refused('pharma', 'labels.print', { ...print, template: 'other' })).rule,
    ).toBe('label-template-unknown');
    await study.must('pharma', 'kits.act', {
      numbers: [first],
      action: 'report-damaged',
      reason: 'Dropped in the store room',
    });
    const damaged = await study.refused('pharma', 'labels.print', print);
    expect(damaged.because).toEqual([`${first} is damaged.`]);
    const rest = await study.must('pharma', 'labels.count', { kits: { by: 'lot', lot: 'L-A' } });
    expect(rest).toMatchObject({ kits: 3, leftOut: 1, because: [`${first} is damaged.`] });
    study.clock.set('2027-09-16T09:00:00.000Z');
    const [, second = ''] = made.numbers;
    const expired = await study.refused('pharma', 'labels.print', {
      ...print,
      kits: byNumbers([second]),
    });
    expect(expired.because).toEqual([`${second} expired on 2027-09-15.`]);
    expect((await study.ask('site', 'labels.print', print)).kind).toBe('forbidden');
    expect((await study.ask('site', 'labels.page', {})).kind).toBe('forbidden');
  });

  test('can be stopped, and says how far it is', async () => {
    const made = await labelStudy();
    study = made.study;
    const progress: number[] = [];
    let isCancelled = false;
    const watched = { ...study.ports };
    Object.assign(study.ports, {
      job: (name?: string) =>
        name === undefined
          ? watched.job(name)
          : {
              progress: (done: number) => void progress.push(done),
              cancelled: () => isCancelled,
            },
    });
    const { issue } = await study.must('pharma', 'labels.print', {
      template: 'kit-roll',
      kits: byNumbers(made.numbers),
    });
    await study.must('pharma', 'labels.file', { issue, job: 'labels' });
    expect(progress).toEqual([10, 12]);
    isCancelled = true;
    const stopped = await study.refused('pharma', 'labels.file', { issue, job: 'labels' });
    expect(stopped.rule).toBe('cancelled');
  });
});

describe('what a label shows', () => {
  test('is the last month that the expiry covers whole, in words and in the barcode', async () => {
    study = openStudy();
    const numbers = await kitsOfTypes(study, ['kit-active', 'kit-placebo']);
    const { blocks } = proposal(study);
    const gs1 = blocks.map((block) =>
      block.kind === 'barcode'
        ? {
            ...block,
            symbology: 'gs1-datamatrix' as const,
            carries: ['gtin', 'expiry', 'lot', 'protocol', 'kit'] as const,
          }
        : block,
    );
    await sign(study, proposal(study, 'kit-roll', { gtin: '09506000134352', blocks: gs1 }));
    const shown = async (kit: string) => {
      const preview = await study.must('pharma', 'labels.preview', { template: 'kit-roll', kit });
      return preview.barcodes[0]?.inWords;
    };
    const [a = '', b = ''] = numbers;
    expect(await shown(a)).toBe(`(01)09506000134352(17)270300(10)L-A(7240)TST-1(21)${a}`);
    expect(await shown(b)).toBe(`(01)09506000134352(17)270800(10)L-B(7240)TST-1(21)${b}`);
  });

  test('in an extension is the new date, for the kits that wait for it where it is approved', async () => {
    const made = await labelStudy();
    study = made.study;
    const [first = ''] = made.numbers;
    const lot = { by: 'lot', lot: 'L-A' } as const;
    await study.must('pharma', 'labels.print', { template: 'kit-roll', kits: lot });
    const campaign = 'EXT-1';
    await study.must('pharma', 'campaigns.start', {
      campaign,
      lots: ['L-A'],
      expiry: '2027-08-31',
      basis: 'Stability report 7',
      reason: 'Longer stability was shown',
      signature: signatureOf('pharma', 'I start this extension of expiry'),
    });
    const print = { template: 'kit-roll', kits: { by: 'campaign', campaign } } as const;
    const early = await study.refused('pharma', 'labels.print', print);
    expect(early.rule).toBe('no-kits-to-label');
    await study.must('pharma', 'campaigns.approveCountry', {
      campaign,
      country: 'DE',
      approvedOn: '2026-03-01',
      reference: 'Letter of the authority',
    });
    expect((await study.must('pharma', 'labels.print', print)).kits).toBe(4);
    const { rows } = await study.must('pharma', 'labels.page', {});
    expect(rows[0]).toMatchObject({ campaign, again: 4, reason: null });
    const [entry] = (await study.must('qa', 'trail.page', { kind: 'labels-issued' })).rows;
    expect(entry?.detail).toMatch(/expiry 2027-08-31; expiry extension EXT-1; 4 had labels before/);
    const ask = { template: 'kit-roll', kit: first } as const;
    const before = await study.must('pharma', 'labels.preview', ask);
    const after = await study.must('pharma', 'labels.preview', { ...ask, campaign });
    expect(after.svg).not.toBe(before.svg);
  });

  test('on a shipper are its ends and its number, once it is packed', async () => {
    const made = await labelStudy();
    study = made.study;
    await sign(study, proposal(study, 'shipper-a6'));
    const shipment = await pickedShipment();
    const print = { template: 'shipper-a6', shipment } as const;
    const early = await study.refused('pharma', 'labels.printShipper', print);
    expect([early.rule, early.message]).toEqual([
      'shipment-not-packed',
      `Shipment ${shipment} is picked, not packed: there is no box to label yet.`,
    ]);
    const sscc = '340123450000000000';
    await study.must('pharma', 'shipments.pack', { shipment, sscc });
    const { issue } = await study.must('depot', 'labels.printShipper', print);
    expect(pagesIn(bytesOf((await study.must('depot', 'labels.file', { issue })).base64))).toBe(1);
    const { barcodes } = await study.must('depot', 'labels.preview', print);
    expect(barcodes.map(({ inWords }) => inWords)).toEqual([shipment, `(00)${sscc}`]);
    expect((await study.refused('depot', 'labels.printShipper', print)).rule).toBe(
      'labelled-before',
    );
    const wrong = await study.refused('pharma', 'labels.print', {
      template: 'shipper-a6',
      kits: { by: 'shipment', shipment },
    });
    expect(wrong.rule).toBe('label-template-kind');
  });

  test('that were issued go out as a table, by issue and kit by kit', async () => {
    const made = await labelStudy();
    study = made.study;
    const kits = byNumbers(made.numbers.slice(0, 3));
    await study.must('depot', 'labels.print', { template: 'kit-roll', kits, copies: 2 });
    const reason = 'The first ones were spoilt';
    const again = byNumbers(made.numbers.slice(0, 1));
    await study.must('depot', 'labels.print', { template: 'kit-roll', kits: again, reason });
    const linesOf = async (by: 'issue' | 'kit') => {
      const file = await study.must('qa', 'labels.export', { by });
      const text = Buffer.from(file.base64, 'base64').toString('utf8');
      return { name: file.name, lines: text.trimEnd().split('\r\n').slice(1) };
    };
    const byIssue = await linesOf('issue');
    expect(byIssue.lines).toHaveLength(2);
    expect(byIssue.lines[0]).toMatch(/^L-00002,.*,kit-roll,1,kit,,,1,1,1,1,The first ones/);
    expect(byIssue.lines[1]).toMatch(/^L-00001,.*,kit-roll,1,kit,,,3,2,6,0,/);
    const byKit = await linesOf('kit');
    expect(byKit.name).toMatch(/^TST-1 labels by kit [\d-]+\.csv$/);
    const [first] = made.numbers;
    expect(byKit.lines.map((line) => line.split(',').slice(0, 4).join())).toEqual([
      `${first},L-A,1,L-00002`,
      ...made.numbers
        .slice(0, 3)
        .map((number, i) => `${number},${i === 0 ? 'L-A' : 'L-B'},2,L-00001`),
    ]);
    expect((await study.ask('site', 'labels.export', {})).kind).toBe('forbidden');
  });

  test('is set in Japanese, whose type travels in the file', async () => {
    const made = await labelStudy();
    study = made.study;
    const latin = await study.must('pharma', 'labels.templates', { languages: ['en'] });
    const both = await study.must('pharma', 'labels.templates', { languages: ['en', 'ja'] });
    const [plainRoll, roll] = [latin, both].map(({ proposals }) => proposals[0]?.definition);
    await sign(study, roll as LabelTemplate);
    const kits = byNumbers(made.numbers.slice(0, 1));
    const fontsOf = async (issue: string): Promise<readonly string[]> => {
      const { base64 } = await study.must('depot', 'labels.file', { issue });
      return [...bytesOf(base64).matchAll(/\/FontName \/[A-Z]+\+([\w-]+)/g)].map(
        ([, name]) => name ?? '',
      );
    };
    const first = await study.must('depot', 'labels.print', { template: 'kit-roll', kits });
    expect(await fontsOf(first.issue)).toContain('BIZUDGothic-Bold');
    await sign(study, plainRoll as LabelTemplate);
    const reason = 'Without Japanese';
    const other = await study.must('depot', 'labels.print', { template: 'kit-roll', kits, reason });
    const fonts = await fontsOf(other.issue);
    expect(fonts).toContain('Roboto-Regular');
    expect(fonts.join()).not.toContain('BIZ');
  });

  test('of a box packed without a shipper number need a template without one', async () => {
    const made = await labelStudy();
    study = made.study;
    const given = proposal(study, 'shipper-a6');
    await sign(study, given);
    const shipment = await pickedShipment();
    await study.must('pharma', 'shipments.pack', { shipment });
    const print = (template: string) => ({ template, shipment });
    const refused = await study.refused('pharma', 'labels.printShipper', print('shipper-a6'));
    expect([refused.rule, refused.message]).toEqual([
      'shipper-without-number',
      `Shipment ${shipment} was packed without a shipper number (SSCC), which template shipper-a6 prints.`,
    ]);
    const blocks = given.blocks.filter((block) => !JSON.stringify(block).includes('sscc'));
    await sign(study, { ...given, id: 'shipper-plain', blocks });
    const issued = await study.must('pharma', 'labels.printShipper', print('shipper-plain'));
    expect(issued.labels).toBe(1);
  });
});
