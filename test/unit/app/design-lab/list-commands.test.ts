import { describe, expect, it } from 'vitest';
import {
  generateListText,
  replicationKitFor,
  verifyListText,
} from '../../../../shared/app/design-lab/list-commands.ts';
import { deriveKey } from '../../engine/randomization/list-fixtures.ts';

const specification = {
  study: 'CHT-301',
  list: 'main',
  arms: [{ name: 'Active', weight: 2 }, { name: 'Placebo' }],
  procedure: 'pbd',
  parameters: { blocks: '3,6' },
  strata: [
    { name: 'Basel', length: 6, reserve: 2 },
    { name: 'Genève', length: 4 },
  ],
};
const seed = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';

const generated = () => {
  const made = generateListText(specification, seed, deriveKey);
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
};

describe('list generate', () => {
  it('gives these very slots for this specification and seed, in every release', () => {
    expect(generated().csv).toMatchInlineSnapshot(`
      "stratum,block,position,arm
      Basel,1,1,Placebo
      Basel,1,2,Active
      Basel,1,3,Active
      Basel,1,4,Placebo
      Basel,1,5,Active
      Basel,1,6,Active
      Basel,2,7,Active
      Basel,2,8,Active
      Genève,1,1,Placebo
      Genève,1,2,Active
      Genève,1,3,Active
      Genève,1,4,Active
      "
    `);
  });

  it('verifies what it makes, twice', () => {
    const { slots, report, concordance } = generated();
    expect(slots).toBe(12);
    expect(report.isSound).toBe(true);
    expect(concordance.isConcordant).toBe(true);
  });

  it('refuses a specification or a seed that does not fit', () => {
    const rule = (json: unknown, text: string) => {
      const made = generateListText(json, text, deriveKey);
      return made.ok ? null : made.error.rule;
    };
    expect(rule({}, seed)).toBe('specification-shape');
    expect(rule({ ...specification, parameters: { block: 4 } }, seed)).toBe('block-not-multiple');
    expect(rule(specification, 'seed')).toBe('seed-invalid');
  });
});

describe('list verify', () => {
  const verify = (csv: string, text = seed) => {
    const verified = verifyListText(specification, text, csv, deriveKey);
    return verified.ok ? verified.value : verified.error.rule;
  };

  it('accepts the list that was generated', () => {
    expect(verify(generated().csv)).toMatchObject({
      verified: true,
      regenerated: { slots: 12, agreeing: 12 },
      second: { slots: 12, agreeing: 12 },
    });
  });

  it('finds a changed arm, another seed and a list that is cut', () => {
    const { csv } = generated();
    const changed = csv.replace('Basel,1,1,Placebo', 'Basel,1,1,Active');
    expect(verify(changed)).toMatchObject({ verified: false, second: { agreeing: 11 } });
    expect(verify(csv, 'f'.repeat(64))).toMatchObject({
      verified: false,
      report: { isSound: true },
    });
    expect(verify(csv.split('\n').slice(0, -2).join('\n'))).toBe('list-unreadable');
  });
});

describe('list replication-kit', () => {
  it('gives four files, or the refusal of the specification', () => {
    const kit = replicationKitFor(specification);
    expect(kit.ok && kit.value).toHaveLength(4);
    expect(replicationKitFor({ ...specification, arms: [] }).ok).toBe(false);
  });
});
