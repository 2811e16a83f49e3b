import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeSeries,
  encodeSeries,
  mostStoredReadings,
} from '../../../../shared/domain/temperature/stored-series.ts';

const seed = 7_411;

const step = fc.oneof(fc.constant(60), fc.constant(60), fc.integer({ min: 0, max: 9_000_000 }));
const change = fc.oneof(
  fc.constant(0),
  fc.integer({ min: -100, max: 100 }),
  fc.integer({ min: -127_000, max: 127_000 }),
);
const series = fc
  .tuple(
    fc.integer({ min: 0, max: 4_000_000_000 }),
    fc.array(fc.tuple(step, change), { maxLength: 400 }),
  )
  .map(([start, moves]) => {
    let [time, value] = [start, 500];
    const readings = moves.map(([seconds, centi]) => {
      [time, value] = [time + seconds, value + centi];
      return [time, value] as const;
    });
    return { at: readings.map(([at]) => at), centi: readings.map(([, centi]) => centi) };
  });

describe('readings in their stored form', () => {
  it(`come back as they were (seed ${seed})`, () => {
    fc.assert(
      fc.property(series, ({ at, centi }) => {
        const back = decodeSeries(encodeSeries(at, centi));
        expect([...back.at]).toEqual(at);
        expect([...back.centi]).toEqual(centi);
      }),
      { seed },
    );
  });

  it('take a byte for most, and next to nothing where nothing changes', () => {
    const at = Array.from({ length: 10_000 }, (_, i) => 1_700_000_000 + 60 * i);
    expect(
      encodeSeries(
        at,
        at.map((_, i) => 500 + (i % 7)),
      ).length,
    ).toBeLessThan(10_100);
    expect(
      encodeSeries(
        at,
        at.map(() => 500),
      ).length,
    ).toBeLessThan(40);
  });

  it('that are cut off, damaged or endless are not taken for readings', () => {
    const bytes = encodeSeries([0, 60, 200], [500, 510, -2_000]);
    expect(() => decodeSeries(bytes.subarray(0, bytes.length - 1))).toThrow('cut off');
    expect(() => decodeSeries(Uint8Array.of(2, 250))).toThrow('damaged');
    const endless = encodeSeries([], []);
    expect(decodeSeries(endless).at).toHaveLength(0);
    expect(mostStoredReadings).toBeGreaterThan(525_600);
    expect(() => decodeSeries(Uint8Array.of(255, 255, 255, 255, 127, 202))).toThrow('count');
  });
});
