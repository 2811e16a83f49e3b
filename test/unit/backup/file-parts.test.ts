import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256Hex } from '../../../electron/node/crypto-random.ts';
import {
  cutIntoParts,
  joinParts,
  mostParts,
  partLengthFor,
} from '../../../shared/domain/backup/file-parts.ts';

const seed = 20261122;

test('parts join in any order and as often as they are scanned', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 400 }),
      fc.integer({ min: 1, max: 60 }),
      fc.infiniteStream(fc.nat()),
      (text, length, order) => {
        const parts = cutIntoParts(text, length, sha256Hex);
        const keyed = [...parts, ...parts].map((part) => ({ part, at: order.next().value }));
        const scanned = keyed.toSorted((a, b) => a.at - b.at).map(({ part }) => part);
        const joined = joinParts(scanned, sha256Hex);
        expect(joined).toMatchObject({ ok: true, value: { text, missing: [] } });
      },
    ),
    { seed, numRuns: 100 },
  );
});

const parts = cutIntoParts('the record of a site, sealed and signed', 10, sha256Hex);

test('missing parts are named', () => {
  const some = parts.filter((_, i) => i !== 1 && i !== 3);
  expect(joinParts(some, sha256Hex)).toMatchObject({
    value: { total: 4, missing: [2, 4], text: null },
  });
});

test('a misread part, a foreign part and no part are refused', () => {
  const rule = (texts: readonly string[]) => {
    const joined = joinParts(texts, sha256Hex);
    return joined.ok ? null : joined.error.rule;
  };
  expect(rule([`${parts[0]?.slice(0, -1) ?? ''}#`])).toBe('part-unreadable');
  expect(rule(['https://example.org'])).toBe('part-unreadable');
  expect(rule([parts[0] ?? '', cutIntoParts('another', 4, sha256Hex)[0] ?? ''])).toBe(
    'parts-mixed',
  );
  expect(rule([])).toBe('no-parts');
  const relabelled = parts[0]?.replace('CQ1.', 'CQ1.').replace('.1/4.', '.2/4.') ?? '';
  expect(rule([relabelled])).toBe('part-unreadable');
});

test('a long text is cut into longer parts, and one that no number of codes holds is not cut', () => {
  expect(partLengthFor(100_000, 800)).toBe(800);
  const length = partLengthFor(3_000_001, 800) ?? 0;
  expect(Math.ceil(3_000_001 / length)).toBeLessThanOrEqual(mostParts);
  expect(partLengthFor(2600 * mostParts + 1, 800)).toBeNull();
});
