import { expect, it } from 'vitest';
import { checkedPresets } from '../../../shared/app/resupply/leak-check.ts';
import { inProcessSimulation } from '../../../shared/app/simulation/in-process-simulation.ts';
import { demonstrationText, openStudy } from '../../builders/open-study.ts';

it('kit types that all arms take alike do not keep the blind from being checked', async () => {
  const study = openStudy({ definition: demonstrationText() });
  const checked = await checkedPresets(study.db, { workers: 1, histories: 3 }, inProcessSimulation);
  study.close();
  if (!checked.ok) throw new Error(checked.error.message);
  const { presets } = checked.value;
  const shares = presets.map(
    ({ name, leak }) => [name, leak?.risingExpiry.certainShare ?? null] as const,
  );
  expect(shares.map(([name]) => name)).toContain('one-for-one');
  for (const [, share] of shares) expect(share).not.toBeNull();
  expect(presets[0]).toMatchObject({ name: 'one-for-one', isOneForOne: true });
  expect(presets[0]?.leak?.risingExpiry.isBlindSafe).toBe(false);
  // Subjects who take six kits: small sets give pairs away, large ones none.
  const safe = presets.filter(
    ({ leak }) => leak?.oneExpiry.isBlindSafe === true && leak.risingExpiry.isBlindSafe,
  );
  expect(safe.map(({ name }) => name)).toEqual(['large-pooled-sets']);
  expect(presets.filter(({ isOneForOne }) => isOneForOne)).toHaveLength(1);
});
