// Requirements: RND-08
import { describe, expect, it } from 'vitest';
import { generateList } from '../../../../shared/engine/randomization/list.ts';
import { checkExtension } from '../../../../shared/engine/randomization/list-extension.ts';
import type { ListSpecification } from '../../../../shared/engine/randomization/list-specification.ts';
import { checkedOf, deriveKey, LISTS, seedOf, specificationOf } from './list-fixtures.ts';

const base = specificationOf('bud', { lambda: 2 });
const extend = (locked: ListSpecification, longer: ListSpecification) => {
  const checked = checkExtension(checkedOf(locked), checkedOf(longer));
  return checked.ok ? [...checked.value] : checked.error.message;
};
const [first, second] = base.strata;
if (first === undefined || second === undefined) throw new Error('two strata are expected');
const third = { name: 'Basel', length: 12, reserve: 0 };

describe('extending a locked list', () => {
  it('adds slots and strata', () => {
    const strata = [first, { ...second, reserve: 6 }, third];
    expect(extend(base, { ...base, strata })).toEqual([
      [first.name, 0],
      [second.name, 6],
      ['Basel', 12],
    ]);
  });

  it('keeps every slot that was there, for each procedure that can be extended', () => {
    const tried = LISTS.filter((locked) => !['tbd', 'rand', 'mp'].includes(locked.procedure));
    expect(tried.length).toBeGreaterThan(15);
    for (const locked of tried) {
      const strata = locked.strata.map((stratum) => ({ ...stratum, length: stratum.length + 40 }));
      const longer = { ...locked, strata };
      expect(extend(locked, longer)).toEqual(strata.map(({ name }) => [name, 40]));
      const before = generateList(checkedOf(locked), seedOf(), deriveKey);
      const after = generateList(checkedOf(longer), seedOf(), deriveKey);
      before.strata.forEach(({ arm, block }, i) => {
        expect(after.strata[i]?.arm.slice(0, arm.length)).toEqual(arm);
        expect(after.strata[i]?.block.slice(0, block.length)).toEqual(block);
      });
    }
  });

  it.each([
    ['a shorter stratum', { strata: [{ ...first, length: 10 }, second] }, 'not kept'],
    ['another order', { strata: [second, first] }, 'not kept'],
    ['a missing stratum', { strata: [first] }, 'is missing'],
    ['another parameter', { parameters: { lambda: 3 } }, 'more than its lengths'],
    ['another name', { list: 'second' }, 'more than its lengths'],
    ['nothing new', {}, 'adds no slot'],
  ])('is refused with %s', (_, change, message) => {
    expect(extend(base, { ...base, ...change })).toContain(message);
  });

  it('is refused where the probabilities depend on the number of subjects', () => {
    const rand = specificationOf('rand', {});
    const strata = rand.strata.map((stratum) => ({ ...stratum, length: stratum.length + 2 }));
    expect(extend(rand, { ...rand, strata })).toContain('fixed number');
  });
});
