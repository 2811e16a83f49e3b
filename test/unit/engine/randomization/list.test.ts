// Requirements: RND-05
import { describe, expect, it } from 'vitest';
import { compareLists } from '../../../../shared/engine/randomization/concordance/concordance.ts';
import { secondList } from '../../../../shared/engine/randomization/concordance/second-list.ts';
import { generateList } from '../../../../shared/engine/randomization/list.ts';
import {
  checkListSpecification,
  streamInfo,
} from '../../../../shared/engine/randomization/list-specification.ts';
import { listFromCsv, listToCsv } from '../../../../shared/engine/randomization/list-text.ts';
import { verifyList } from '../../../../shared/engine/randomization/list-verification.ts';
import { readListSpecification } from '../../../../shared/engine/randomization/read-list-specification.ts';
import { parseSeed } from '../../../../shared/engine/randomization/seed.ts';
import { LISTS, checkedOf, deriveKey, seedOf, specificationOf } from './list-fixtures.ts';

const named = LISTS.map((specification) => ({
  specification,
  name: `${specification.procedure} ${specification.arms.map((a) => a.weight).join(':')} ${JSON.stringify(specification.parameters)}`,
}));

describe.each(named)('a list by $name', ({ specification }) => {
  const checked = checkedOf(specification);

  it('is made alike by the second implementation, slot by slot, for several seeds', () => {
    for (let offset = 0; offset < 20; offset += 1) {
      const list = generateList(checked, seedOf(offset), deriveKey);
      const second = secondList(specification, seedOf(offset), deriveKey);
      expect(compareLists(list, second)).toMatchObject({
        slots: 90,
        agreeing: 90,
        isConcordant: true,
      });
    }
  });

  it('is sound, and reads back from its CSV as it was', () => {
    const list = generateList(checked, seedOf(), deriveKey);
    const report = verifyList(checked, list);
    expect(report.isSound).toBe(true);
    report.strata.forEach((stratum, i) => {
      expect(stratum.counts.reduce((a, b) => a + b, 0)).toBe(list.strata[i]?.arm.length);
    });
    expect(listFromCsv(checked, listToCsv(checked, list))).toEqual({ ok: true, value: list });
  });
});

describe('streams', () => {
  it('differ by study, list, stratum and seed, and repeat for the same', () => {
    const strata = [{ name: 'all', length: 64, reserve: 0 }];
    const base = specificationOf('crd', {}, [1, 1], strata);
    const arms = (spec: typeof base, offset = 0) =>
      generateList(checkedOf(spec), seedOf(offset), deriveKey).strata[0]?.arm.join('');
    const others = [
      arms({ ...base, study: 'CHT-302' }),
      arms({ ...base, list: 'second' }),
      arms({ ...base, strata: [{ name: 'All', length: 64, reserve: 0 }] }),
      arms(base, 1),
    ];
    expect(new Set([arms(base), ...others]).size).toBe(5);
    expect(arms(base)).toBe(arms(base));
  });

  it('cannot be confused by names that run into each other', () => {
    expect(streamInfo('a', 'b","c', 'd')).not.toBe(streamInfo('a', 'b', 'c","d'));
    expect(streamInfo('S', 'L', 'x')).toBe('["cachet-list-1","S","L","x"]');
  });

  it('let a longer list begin with the shorter one', () => {
    const of = (length: number) =>
      generateList(
        checkedOf(
          specificationOf('pbd', { blocks: '4,6' }, [1, 1], [{ name: 's', length, reserve: 0 }]),
        ),
        seedOf(),
        deriveKey,
      ).strata[0]?.arm ?? new Uint8Array();
    expect(of(200).slice(0, 57)).toEqual(of(57));
  });
});

describe('verification', () => {
  const specification = specificationOf('pbd', { blocks: '4,6' });
  const checked = checkedOf(specification);
  const list = generateList(checked, seedOf(), deriveKey);
  const [first, second] = list.strata;
  if (first === undefined || second === undefined) throw new Error('two strata are expected');

  it('finds a slot that the procedure could not have produced', () => {
    const arm = first.arm.slice();
    arm[10] = 1 - (arm[10] ?? 0);
    const report = verifyList(checked, { strata: [{ ...first, arm }, second] });
    expect(report.isSound).toBe(false);
    expect(report.strata[0]?.impossibleAt).toBeGreaterThan(0);
    expect(report.strata[0]?.unbalancedBlocks.length).toBeGreaterThan(0);
  });

  it('finds a block that ends in the wrong place', () => {
    const block = first.block.map((b, i) => (i === 3 ? b + 1 : b));
    const report = verifyList(checked, { strata: [{ ...first, block }, second] });
    expect(report.isSound).toBe(false);
  });

  it('finds a repeated stream', () => {
    const strata = [
      { name: 'a', length: 60, reserve: 0 },
      { name: 'b', length: 50, reserve: 0 },
    ];
    const twins = checkedOf(specificationOf('bsd', { mti: 3 }, [1, 1], strata));
    const sameKey = (seed: Uint8Array) => deriveKey(seed, 'the same for every stratum');
    expect(verifyList(twins, generateList(twins, seedOf(), sameKey)).repeatedStreams).toEqual([
      ['a', 'b'],
    ]);
    expect(verifyList(twins, generateList(twins, seedOf(), deriveKey)).repeatedStreams).toEqual([]);
  });

  it('counts runs, windows and forced slots', () => {
    const plain = checkedOf(
      specificationOf('pbd', { block: 2 }, [1, 1], [{ name: 's', length: 8, reserve: 0 }]),
    );
    const arm = Uint8Array.from([0, 1, 1, 0, 0, 1, 0, 1]);
    const slots = {
      name: 's',
      arm,
      block: Uint32Array.from([1, 1, 2, 2, 3, 3, 4, 4]),
      position: Uint32Array.from([1, 2, 3, 4, 5, 6, 7, 8]),
    };
    expect(verifyList(plain, { strata: [slots] }).strata[0]).toEqual({
      name: 's',
      slots: 8,
      counts: [4, 4],
      expected: [4, 4],
      longestRun: 2,
      windows: [
        { width: 2, largestDeviation: 1 },
        { width: 4, largestDeviation: 1 },
        { width: 8, largestDeviation: 0 },
      ],
      completedBlocks: 4,
      unbalancedBlocks: [],
      deterministicShare: 0.5,
      impossibleAt: null,
    });
  });

  it('does not concord when one slot differs', () => {
    const arm = first.arm.slice();
    arm[4] = 1 - (arm[4] ?? 0);
    const second2 = secondList(specification, seedOf(), deriveKey);
    expect(compareLists({ strata: [{ ...first, arm }, second] }, second2)).toMatchObject({
      agreeing: 89,
      differences: [{ stratum: first.name, position: 5 }],
      isConcordant: false,
    });
    expect(compareLists({ strata: [] }, []).isConcordant).toBe(false);
  });
});

describe('the text of a list', () => {
  const checked = checkedOf(specificationOf('pbd', { block: 4 }));
  const csv = listToCsv(checked, generateList(checked, seedOf(), deriveKey));
  const lines = csv.split('\n');
  const read = (text: string) => {
    const result = listFromCsv(checked, text);
    return result.ok ? 'read' : result.error.message;
  };

  it('quotes names and survives line ends and a byte order mark', () => {
    expect(lines[1]).toMatch(/^"Site 01, ""North""",1,1,Arm [AB]$/);
    expect(read(`\uFEFF${csv.replaceAll('\n', '\r\n')}`)).toBe('read');
  });

  it.each([
    ['another header', ['a,b,c,d', ...lines.slice(1)], 'Line 1'],
    ['a missing slot', lines.toSpliced(5, 1), 'Line 6'],
    ['a surplus slot', [...lines.slice(0, -1), 'Zürich,8,31,Arm A', ''], 'Line 92'],
    ['an early end', lines.slice(0, 50), 'Line 51'],
    ['an unknown arm', lines.with(3, '"Site 01, ""North""",1,3,Arm Z'), 'Line 4'],
    ['a wrong position', lines.with(3, '"Site 01, ""North""",1,4,Arm A'), 'Line 4'],
    ['no block number', lines.with(3, '"Site 01, ""North""",x,3,Arm A'), 'Line 4'],
    ['an unknown stratum', lines.with(3, 'Basel,1,3,Arm A'), 'Line 4'],
    ['an open quote', lines.with(3, '"Site 01,1,3,Arm A'), 'Line 4'],
  ])('is refused by line with %s', (_, changed, where) => {
    expect(read(changed.join('\n'))).toContain(where);
  });
});

describe('a specification', () => {
  const base = specificationOf('pbd', { block: 4 });
  const rule = (change: Partial<typeof base>) => {
    const checked = checkListSpecification({ ...base, ...change });
    return checked.ok ? null : checked.error.rule;
  };

  it('is refused for names, lengths, blocks and procedures that do not fit', () => {
    expect(rule({})).toBeNull();
    expect(rule({ study: ' ' })).toBe('name-invalid');
    expect(
      rule({
        arms: [
          { name: 'A', weight: 1 },
          { name: 'A', weight: 1 },
        ],
      }),
    ).toBe('name-repeated');
    expect(
      rule({
        arms: [
          { name: 'A', weight: 2 },
          { name: 'B', weight: 2 },
        ],
      }),
    ).toBe('weights-not-coprime');
    expect(rule({ strata: [] })).toBe('list-size-out-of-range');
    expect(rule({ strata: [{ name: 's', length: 2_000_000, reserve: 0 }] })).toBe(
      'list-size-out-of-range',
    );
    expect(rule({ strata: [{ name: 's', length: 0, reserve: 4 }] })).toBe(
      'stratum-length-out-of-range',
    );
    expect(rule({ strata: [{ name: 's\n', length: 8, reserve: 0 }] })).toBe('name-invalid');
    expect(rule({ parameters: { block: 4, blocks: '4,6' } })).toBe('block-and-blocks');
    expect(rule({ procedure: 'coin' })).toBe('unknown-procedure');
  });

  it('names the stratum whose length does not suit the procedure', () => {
    const checked = checkListSpecification({
      ...base,
      procedure: 'rand',
      parameters: {},
      strata: [
        { name: 'even', length: 8, reserve: 0 },
        { name: 'odd', length: 8, reserve: 1 },
      ],
    });
    expect(checked.ok ? null : checked.error).toMatchObject({
      rule: 'length-not-multiple',
      because: ['In stratum "odd".'],
    });
  });

  it('is read from JSON with its defaults, and refused by path', () => {
    const json: unknown = JSON.parse(
      '{"study":"S","list":"L","arms":[{"name":"A"},{"name":"B","weight":2}],"procedure":"brick","strata":[{"name":"s","length":9}]}',
    );
    expect(readListSpecification(json)).toEqual({
      ok: true,
      value: {
        study: 'S',
        list: 'L',
        arms: [
          { name: 'A', weight: 1 },
          { name: 'B', weight: 2 },
        ],
        procedure: 'brick',
        parameters: {},
        strata: [{ name: 's', length: 9, reserve: 0 }],
      },
    });
    const message = (value: unknown) => {
      const read = readListSpecification(value);
      return read.ok ? 'read' : read.error.message;
    };
    expect(message(null)).toContain('specification must be an object');
    expect(message({ ...base, seed: 'x' })).toContain('"seed"');
    expect(message({ ...base, arms: 'A,B' })).toContain('arms must be a list');
    expect(message({ ...base, strata: [{ name: 's', length: '9' }] })).toContain(
      'strata[0].length',
    );
    expect(message({ ...base, parameters: { block: null } })).toContain('parameters.block');
  });

  it('takes a seed of 64 hexadecimal digits only, and does not repeat it', () => {
    const good = parseSeed('0F'.repeat(32));
    expect(good.ok && good.value.every((byte) => byte === 15)).toBe(true);
    const bad = parseSeed(`${'0f'.repeat(31)}0g`);
    expect(bad.ok ? '' : JSON.stringify(bad.error)).toContain('seed-invalid');
    expect(JSON.stringify(bad)).not.toContain('0f0f');
    expect(parseSeed('0f').ok).toBe(false);
  });
});
