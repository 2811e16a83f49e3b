import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { qTagBody, signedText } from '../builders/berlinger-text.ts';
import { loggerFixture } from '../builders/inspected.ts';
import { cachet, cachetJson } from './spawn-cli.ts';

let directory: string;
const put = (name: string, content: string | Uint8Array): void =>
  writeFileSync(join(directory, name), content);

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'cachet-logger-'));
  const signed = signedText(qTagBody([450, 520, null, 480]));
  put('signed.txt', signed);
  put('altered.txt', Buffer.from(signed.toString().replace('5.2\t', '4.2\t')));
  put('fridge.csv', loggerFixture('preamble-with-zone.csv'));
  put('open.csv', 'Date,Temp C\n03/04/2024 10:00,5\n');
  put('legs.csv', 'duration_h,temp_c\n29,20\n1,30\n');
  put('bad.csv', 'duration_h,temp_c\n29,warm\n');
});
afterAll(() => rmSync(directory, { recursive: true }));

const run = (...words: readonly string[]) => cachetJson([...words], directory);

describe('logger inspect', () => {
  it('says who wrote the file and what it holds', async () => {
    const { code, json } = await run('logger', 'inspect', 'signed.txt');
    expect(code).toBe(0);
    expect(json).toMatchObject({
      signature: 'authentic',
      serial: 'TEST00001',
      readings: 3,
      missing: 1,
      interval_s: 600,
      zone: '+00:00',
    });
    expect((await run('logger', 'inspect', 'altered.txt')).json).toMatchObject({
      signature: 'altered',
      readings: 3,
    });
    expect((await run('logger', 'inspect', 'fridge.csv')).json).toMatchObject({
      signature: 'unsigned',
      serial: 'EF5181003331',
      duplicates: 1,
    });
  });

  it('asks for the order of day and month, and takes the answer', async () => {
    const asked = await run('logger', 'inspect', 'open.csv');
    expect(asked.code).toBe(1);
    expect(asked.json).toMatchObject({ refused: { rule: 'date-order-ambiguous' } });
    const told = await run(
      'logger',
      'inspect',
      'open.csv',
      '--day-first',
      '--zone',
      'Europe/Berlin',
    );
    expect(told.json).toMatchObject({ first: '2024-04-03T10:00:00+02:00' });
  });

  it('refuses a file that is not there and options that exclude each other', async () => {
    const absent = await run('logger', 'inspect', 'absent.csv');
    expect(absent).toMatchObject({ code: 1, json: { refused: { rule: 'file-unreadable' } } });
    const both = await cachet(
      ['logger', 'inspect', 'open.csv', '--day-first', '--month-first'],
      directory,
    );
    expect(both.code).toBe(2);
  });
});

describe('mkt', () => {
  it('gives the known answer, also by another activation energy', async () => {
    const { json } = await run('mkt', '--csv', 'legs.csv');
    const { mkt_c, mean_c, hours } = json as { mkt_c: number; mean_c: number; hours: number };
    expect(mkt_c).toBeCloseTo(20.5775, 4);
    expect([mean_c, hours]).toEqual([expect.closeTo(20.3333333, 6), 30]);
    const hotter = (await run('mkt', '--csv', 'legs.csv', '--dh', '120')).json as { mkt_c: number };
    expect(hotter.mkt_c).toBeGreaterThan(mkt_c);
  });

  it('names line and column of a cell that is no number, and a range of energies', async () => {
    const bad = await run('mkt', '--csv', 'bad.csv');
    expect(bad).toMatchObject({ code: 1, json: { refused: { rule: 'cell-unreadable' } } });
    expect(JSON.stringify(bad.json)).toContain('Line 2, column temp_c');
    expect((await run('mkt', '--csv', 'open.csv')).json).toMatchObject({
      refused: { rule: 'columns-not-found' },
    });
    expect((await cachet(['mkt', '--csv', 'legs.csv', '--dh', '0'], directory)).code).toBe(2);
  });
});
