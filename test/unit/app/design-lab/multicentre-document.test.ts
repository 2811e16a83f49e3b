import { expect, it } from 'vitest';
import { multicentreDocument } from '../../../../shared/app/design-lab/multicentre-document.ts';
import type { MulticentreAnswer } from '../../../../shared/app/design-lab/multicentre.ts';

const spread = { mean: 1.25, sd: 1, q25: 0, q50: 1, q75: 2, min: 0, max: 9, error: 0.5 };
const answer: MulticentreAnswer = {
  replicates: 50,
  seed: 7,
  recruitment: { days: { ...spread, q50: 364.28 }, centres_by_count: [2.5, 1] },
  designs: {
    'C-BSD(2)': {
      PD: 0.25,
      PCG_convergence: 0.625,
      PCG_deterministic: 0.6,
      E_abs_D: 3,
      SD_abs_D: 2,
      P_skewed: 0.1,
      L1: spread,
      L2: spread,
      L3: spread,
      RE1: spread,
      RE2: spread,
      RE3: spread,
      P_imbalance: { trial: [1, 0.9, 0.8], region: [1, 1, 0.7], centre: [1, 1, 1, 0.2, 0.1] },
      error: { PD: 0.01, PCG_convergence: 0.02, PCG_deterministic: 0.03, P_skewed: 0.04 },
    },
  },
};

it('prints the figures with their errors, the tails, and what they were made from', () => {
  const scenario = { n: 40, rate: { alpha: 1.2, beta: 58 }, designs: ['C-BSD(2)'] };
  const { blocks } = multicentreDocument('Designs', scenario, answer);
  const [guesses, losses, tails] = blocks.filter((block) => block.kind === 'table');
  expect(guesses?.rows).toEqual([
    [
      'C-BSD(2)',
      '25.00 % ± 1.00',
      '62.50 % ± 2.00',
      '60.00 % ± 3.00',
      '10.00 % ± 4.00',
      '3.000',
      '2.000',
    ],
  ]);
  expect(losses?.rows[0]?.slice(0, 2)).toEqual(['C-BSD(2)', '1.250 ± 0.500']);
  // Beyond the largest imbalance that occurred the probability is 0.
  expect(tails?.rows).toEqual([
    [
      'C-BSD(2)',
      '0.800  0.000  0.000  0.000',
      '0.700  0.000  0.000  0.000',
      '1.000  0.100  0.000  0.000',
    ],
  ]);
  const facts = Object.fromEntries(blocks.find((block) => block.kind === 'facts')?.rows ?? []);
  expect(facts).toMatchObject({
    n: '40',
    rate: '{"alpha":1.2,"beta":58}',
    Seed: '7',
    'Simulated trials': '50',
  });
  expect(facts['Days to the last patient']).toContain('median 364');
  expect(facts).not.toHaveProperty('designs');
});
