// Requirements: TRU-08, PLT-12
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { machinePrinter } from '../../../electron/node/printer.ts';
import type { PrintDocument } from '../../../shared/app/ports.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { runningStudy } from '../../builders/running-study.ts';

let study: OpenStudy;
beforeAll(async () => {
  study = await runningStudy();
});
afterAll(() => study.close());

const bytesOf = (file: { readonly base64: string }): Buffer => Buffer.from(file.base64, 'base64');
const linesOf = (file: { readonly base64: string }): readonly string[] =>
  bytesOf(file).toString('utf8').replace('\u{feff}', '').trimEnd().split('\r\n');

describe('the exported kit list', () => {
  it('holds every filtered kit in order, and no type for anybody', async () => {
    const file = await study.must('pharma', 'kits.export', { sort: 'sequence', descending: true });
    expect(file.name).toBe('TST-1 kits 2026-03-05.csv');
    const page = await study.must('pharma', 'kits.page', {
      sort: 'sequence',
      descending: true,
      limit: 500,
    });
    const [header, ...rows] = linesOf(file);
    expect(header?.endsWith(',Subject')).toBe(true);
    expect(rows.map((row) => row.split(',')[0])).toEqual(page.rows.map(({ number }) => number));
    const blinded = await study.must('site', 'kits.export', {});
    expect(blinded.name).toBe('TST-1 kits 2026-03-05.csv');
    expect(linesOf(blinded)).toHaveLength(13);
    expect(linesOf(blinded)[0]?.endsWith(',Subject')).toBe(true);
  });

  it('as a workbook holds the same, and no formula', async () => {
    const file = await study.must('qa', 'kits.export', { format: 'xlsx', place: 'S001' });
    const parts = unzipSync(bytesOf(file));
    const texts = Object.values(parts).map((part) => Buffer.from(part).toString('utf8'));
    const [kit] = (await study.must('qa', 'kits.page', { place: 'S001' })).rows;
    expect(texts.some((text) => text.includes(`>${kit?.number}<`))).toBe(true);
    expect(texts.some((text) => text.includes('<f>'))).toBe(false);
  });
});

describe('the printer', () => {
  const document: PrintDocument = {
    title: 'Prüfung',
    language: 'en',
    watermark: 'UAT',
    blocks: [
      { kind: 'heading', text: 'Heading' },
      { kind: 'large', text: '1234 5678' },
      { kind: 'facts', rows: [['Subject', '1001']] },
      { kind: 'table', header: ['Kit', 'Lot'], rows: [['1', 'L']] },
      { kind: 'text', text: 'Łódź, Ελλάδα' },
    ],
  };

  it('gives the same bytes for the same description and others for another', async () => {
    const first = await machinePrinter.pdf(document);
    expect(Buffer.from(await machinePrinter.pdf(document))).toEqual(Buffer.from(first));
    const other = await machinePrinter.pdf({ ...document, title: 'Other' });
    expect(Buffer.from(other)).not.toEqual(Buffer.from(first));
    expect(Buffer.from(first).toString('latin1')).toContain('(D:19700101000000Z)');
  });

  it('writes dangerous starts as text into workbooks', async () => {
    const rows = ['=1+1', '+1', '-1', '@A1', '\tx', '\rx'].map((text) => [text, 5]);
    const parts = unzipSync(await machinePrinter.xlsx({ name: 'T', header: ['=h', 'n'], rows }));
    const all = Object.values(parts)
      .map((part) => Buffer.from(part).toString('utf8'))
      .join('');
    expect(all).toContain("'=1+1");
    expect(all).toContain("'@A1");
    expect(all).not.toMatch(/>[=+@-]\d/);
    expect(all).not.toContain('<f>');
  });
});
