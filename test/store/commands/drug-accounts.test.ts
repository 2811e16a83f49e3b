// Requirements: SUP-15, TRU-06
import { afterEach, beforeEach, expect, it } from 'vitest';
import { machinePrinter } from '../../../electron/node/printer.ts';
import type { FileOutput } from '../../../shared/contracts/common.ts';
import { openFor } from '../../builders/custody.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { replayed } from '../../builders/replayed.ts';
import { runningStudy } from '../../builders/running-study.ts';
import { smallStudyText } from '../../builders/small-study.ts';

/** Kits of the two types hold different numbers of different things. */
const telling = smallStudyText().replace(
  /(id: kit-placebo,.*?)unitCount: 10, unitName: tablet/,
  '$1unitCount: 12, unitName: capsule',
);

let study: OpenStudy;
beforeEach(async () => {
  study = await runningStudy(machinePrinter, telling);
});
afterEach(() => study.close());

const rowsOf = ({ base64 }: FileOutput) => {
  const text = Buffer.from(base64, 'base64').toString('utf8').trim();
  const [header = '', ...lines] = text.split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) =>
    Object.fromEntries(line.split(',').map((cell, i) => [names[i] as string, cell])),
  );
};

it('has every amount and unit under an opening of the map, and only there', async () => {
  expect(telling).toContain('capsule');
  const daily = rowsOf(await study.must('pharma', 'accountability.export', { table: 'da' }));
  expect(daily.length).toBeGreaterThan(0);
  expect(daily.every(({ DASTAT, DASTRESN }) => DASTAT === 'NOT DONE' && DASTRESN === '')).toBe(
    true,
  );
  const without = await study.refused('pharma', 'custody.exportDrugAccounts', {});
  expect(without.rule).toBe('custody-not-open');
  await openFor(study, 'pharma', { part: 'kit-map', use: 'export' });
  const file = await study.must('pharma', 'custody.exportDrugAccounts', {});
  expect(file.name).toContain('UNBLINDED');
  const complete = rowsOf(file);
  expect(complete.map(({ DAREFID }) => DAREFID)).toEqual(daily.map(({ DAREFID }) => DAREFID));
  for (const { DASTRESN, DAORRESU } of complete) {
    expect(DASTRESN).toBe(DAORRESU?.toLowerCase() === 'capsule' ? '12' : '10');
  }
  const again = await study.refused('pharma', 'custody.exportDrugAccounts', {});
  expect(again.rule).toBe('custody-ended');
});

it('stands in the register of custody and the trail, and the opening takes out one file', async () => {
  await openFor(study, 'pharma', { part: 'kit-map', use: 'export' });
  const rows = rowsOf(await study.must('pharma', 'custody.exportDrugAccounts', {})).length;
  const register = await study.must('qa', 'custody.page', {});
  expect(register.rows[0]).toMatchObject({
    state: 'used',
    looks: [{ what: 'drug accountability exported', rows }],
  });
  expect((await study.refused('pharma', 'custody.exportMap', {})).rule).toBe('custody-ended');
  expect((await study.ask('qa', 'custody.exportDrugAccounts', {})).kind).toBe('forbidden');
  expect(replayed(study).ok).toBe(true);
});
