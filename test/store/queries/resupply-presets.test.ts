import { expect, it } from 'vitest';
import { demonstrationText, openStudy } from '../../builders/open-study.ts';

it('kit types that all arms take alike do not keep the blind from being checked', async () => {
  const study = openStudy({ definition: demonstrationText() });
  const { presets } = await study.must('pharma', 'resupply.presets', {});
  study.close();
  const shares = presets.map(
    ({ name, leak }) => [name, leak?.risingExpiry.certainShare ?? null] as const,
  );
  expect(shares.map(([name]) => name)).toContain('one-for-one');
  for (const [, share] of shares) expect(share).not.toBeNull();
  expect(presets[0]?.leak?.risingExpiry.isBlindSafe).toBe(false);
});
