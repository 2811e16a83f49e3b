import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import type { Json } from '../../../shared/base/canonical-json.ts';

/** The same value with the members of every object in another order. */
function shuffled(value: Json): Json {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, shuffled(member as Json)]),
  );
}

describe('canonical JSON', () => {
  it('gives equal values one text that reads back', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (raw) => {
        const value = JSON.parse(JSON.stringify(raw)) as Json;
        const text = canonicalJson(value);
        expect(canonicalJson(shuffled(value))).toBe(text);
        expect(JSON.parse(text)).toEqual(value);
        expect(text).not.toContain('\n');
      }),
      { seed: 20_261_125 },
    );
  });

  it('sorts members by code unit', () => {
    expect(canonicalJson({ b: 1, a: [true, null], Z: 'é' })).toBe(
      '{"Z":"é","a":[true,null],"b":1}',
    );
  });

  it('has no word for what JSON cannot say', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow('non-finite');
    expect(() => canonicalJson({ a: undefined } as unknown as Json)).toThrow('undefined');
  });
});
