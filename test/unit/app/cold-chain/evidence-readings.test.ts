import { describe, expect, it } from 'vitest';
import { readingBlocks } from '../../../../shared/app/cold-chain/evidence-readings.ts';
import type { KeptReadings } from '../../../../shared/app/cold-chain/readings.ts';
import type { PrintBlock } from '../../../../shared/app/ports.ts';

const start = Date.UTC(2026, 2, 1, 23, 30) / 1000;
const everyTenMinutes = (count: number): KeptReadings => ({
  kind: 'readings',
  at: Float64Array.from({ length: count }, (_, i) => start + 600 * i),
  centi: Int32Array.from({ length: count }, (_, i) => 500 + i),
  intervalSeconds: 600,
  days: [],
  stated: { min: null, max: null },
  zone: '+00:00',
});
const table = (blocks: readonly PrintBlock[]) => {
  const [found] = blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
  if (found === undefined) throw new Error('no table');
  return found;
};
const whole = { from: 0, to: 4e9 };

describe('the readings in an evidence pack', () => {
  it('stand there one by one, down three columns', () => {
    const { header, rows } = table(readingBlocks(everyTenMinutes(7), [], whole));
    expect(header).toHaveLength(6);
    expect(rows).toEqual([
      ['2026-03-01 23:30', '5.00', '2026-03-02 00:00', '5.03', '2026-03-02 00:30', '5.06'],
      ['2026-03-01 23:40', '5.01', '2026-03-02 00:10', '5.04', '', ''],
      ['2026-03-01 23:50', '5.02', '2026-03-02 00:20', '5.05', '', ''],
    ]);
  });

  it('are those of the time that was judged', () => {
    const window = { from: start + 600, to: start + 1200 };
    const blocks = readingBlocks(everyTenMinutes(7), [], window);
    expect(JSON.stringify(blocks)).toContain('2 readings in the time');
    expect(
      table(blocks)
        .rows.flat()
        .filter((cell) => cell.startsWith('2026')),
    ).toHaveLength(2);
  });

  it('are summed up by day where they are many, losing no extreme', () => {
    const { rows } = table(readingBlocks(everyTenMinutes(700), [], whole));
    expect(rows).toHaveLength(6);
    expect(rows[0]).toEqual(['2026-03-01', '3', '5.00', '5.01', '5.02']);
    expect(rows.at(-1)?.[4]).toBe('11.99');
    expect(rows.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(700);
  });

  it('of a logger that keeps extremes alone are its days', () => {
    const days = [{ epochDay: 20_513, min: 2, max: null }];
    const { rows } = table(readingBlocks(everyTenMinutes(0), days, whole));
    expect(rows).toEqual([['2026-03-01', '2.00', '–']]);
    expect(readingBlocks(everyTenMinutes(0), [], whole)).toEqual([]);
  });
});
