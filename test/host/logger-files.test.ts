import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import writeXlsxFile from 'write-excel-file/node';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readLoggerSource, sourceOf } from '../../electron/node/logger-files.ts';
import { isLoggerSealAuthentic } from '../../electron/node/logger-signature.ts';
import { inspectLogger } from '../../shared/app/logger/inspect-logger.ts';
import { loggerReport } from '../../shared/app/logger/logger-report.ts';
import type { ReadingChoices } from '../../shared/engine/parsing/logger/table-layout.ts';

const minute = (index: number): Date => new Date(Date.UTC(2024, 2, 31, 0, 30 + 30 * index));

async function workbook(): Promise<Buffer> {
  const heading = [{ value: 'Date/Time' }, { value: 'Temp °C' }];
  const lines = [520, 530, 1250, 500].map((centi, i) => [
    { value: minute(i), type: Date, format: 'yyyy-mm-dd hh:mm' },
    { value: centi / 100, type: Number },
  ]);
  const rows = [[{ value: 'Serial Number' }, { value: 'X-77' }], [], heading, ...lines];
  return writeXlsxFile(rows).toBuffer();
}

async function reportOf(bytes: Buffer, choices: ReadingChoices = {}) {
  const source = await sourceOf(bytes);
  if (!source.ok) return source.error;
  const result = inspectLogger(source.value, choices, { isAuthentic: isLoggerSealAuthentic });
  return result.ok ? loggerReport(result.value) : result.error;
}

describe('a workbook of readings', () => {
  it('keeps its local times, midnight hour included, and names rows as the spreadsheet does', async () => {
    const report = await reportOf(await workbook());
    expect(report).toMatchObject({
      serial: 'X-77',
      zone: null,
      first: '2024-03-31T00:30:00',
      last: '2024-03-31T02:00:00',
      interval_s: 1800,
      readings: 4,
      max_c: 12.5,
      signature: 'unsigned',
      columns: { heading_line: 3, temperature_heading: 'Temp °C' },
    });
    const berlin = await reportOf(await workbook(), { zone: 'Europe/Berlin' });
    expect(JSON.stringify(berlin)).toContain(
      '"line":7,"message":"2024-03-31T02:00:00 does not exist',
    );
  });

  it('on several sheets is asked about; a sheet without readings is named, not lost', async () => {
    const rows = (centi: number) => [
      [{ value: 'Date/Time' }, { value: 'Temp °C' }],
      ...[0, 1, 2].map((i) => [
        { value: minute(i), type: Date, format: 'yyyy-mm-dd hh:mm' },
        { value: (centi + i) / 100, type: Number },
      ]),
    ];
    const about = [[{ value: 'Report of the fridge' }]];
    const one = await writeXlsxFile([
      { sheet: 'About', data: about },
      { sheet: 'May', data: rows(500) },
    ]).toBuffer();
    const read = await reportOf(one);
    expect(read).toMatchObject({ readings: 3, max_c: 5.02 });
    expect(JSON.stringify(read)).toContain('not read: \\"About\\" (1 row)');
    const two = await writeXlsxFile([
      { sheet: 'April', data: rows(500) },
      { sheet: 'May', data: rows(900) },
    ]).toBuffer();
    expect(await reportOf(two)).toMatchObject({ rule: 'several-sheets' });
    expect(await reportOf(two, { sheet: 'May' })).toMatchObject({ readings: 3, max_c: 9.02 });
  });

  it('is refused, not read, when it is cut or damaged', async () => {
    const bytes = await workbook();
    for (const end of [10, Math.floor(bytes.length / 2), bytes.length - 5]) {
      expect(await reportOf(bytes.subarray(0, end))).toHaveProperty('rule');
    }
    for (let at = 40; at < bytes.length; at += 293) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] as number) ^ 0xff;
      const result = await reportOf(damaged);
      if (!('rule' in result)) expect(result).toMatchObject({ readings: 4, max_c: 12.5 });
    }
  });
});

describe('a path', () => {
  it('that leads nowhere or to a directory is refused', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'cachet-files-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    writeFileSync(join(directory, 'a.csv'), 'x');
    expect(await readLoggerSource(join(directory, 'a.csv'))).toMatchObject({ ok: true });
    for (const path of [join(directory, 'b.csv'), directory, `${directory}/a.csv/c`, '/dev/zero']) {
      expect(await readLoggerSource(path)).toMatchObject({
        ok: false,
        error: { rule: 'file-unreadable' },
      });
    }
  });
});
