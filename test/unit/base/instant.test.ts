import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMilliseconds,
  compareInstants,
  epochMsOf,
  instantFromEpochMs,
  isInstant,
  localDate,
  localText,
  offsetText,
  parseInstant,
} from '../../../shared/base/instant.ts';

const seed = 20_261_122;
const anyMs = fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 });

describe('instant', () => {
  it('writes and reads milliseconds as the platform does', () => {
    fc.assert(
      fc.property(anyMs, (ms) => {
        const text = new Date(ms).toISOString();

        const instant = instantFromEpochMs(ms);
        expect(instant).toBe(text);
        expect(epochMsOf(instant)).toBe(ms);
      }),
      { seed, numRuns: 2_000 },
    );
  });

  it('orders as text what it orders as time', () => {
    fc.assert(
      fc.property(fc.nat(1e12), fc.nat(1e12), (a, b) => {
        const order = compareInstants(instantFromEpochMs(a), instantFromEpochMs(b));
        expect(Math.sign(order)).toBe(Math.sign(a - b));
      }),
      { seed },
    );
  });

  it.each([
    '2026-11-21T02:50:36Z',
    '2026-11-21T02:50:36.0000Z',
    '2026-11-21 02:50:36.000Z',
    '2026-11-21T24:00:00.000Z',
    '2026-12-31T23:59:60.000Z',
    '2026-02-30T00:00:00.000Z',
    '2026-11-21T02:50:36.000+00:00',
  ])('refuses %s', (text) => {
    const parsed = parseInstant(text);
    expect(!parsed.ok && parsed.error.rule).toBe('instant-format');
    expect(isInstant(text)).toBe(false);
  });

  it('shows local time with its offset, across midnight and half hours', () => {
    const instant = instantFromEpochMs(Date.UTC(2026, 10, 21, 22, 50, 36, 7));
    expect(localText(instant, 120)).toBe('2026-11-22T00:50:36.007+02:00');
    expect(localText(instant, -210)).toBe('2026-11-21T19:20:36.007-03:30');
    expect(localText(instant, 0)).toBe('2026-11-21T22:50:36.007+00:00');
    expect(localDate(instant, 120)).toBe('2026-11-22');
  });

  it('throws on offsets and milliseconds that cannot be', () => {
    expect(() => offsetText(90.5)).toThrow();
    expect(() => offsetText(19 * 60)).toThrow();
    expect(() => instantFromEpochMs(0.1)).toThrow();
    expect(() => addMilliseconds(instantFromEpochMs(0), Number.NaN)).toThrow();
  });
});
