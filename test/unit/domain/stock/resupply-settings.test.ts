import { expect, it } from 'vitest';
import { effectiveResupply } from '../../../../shared/domain/stock/resupply-settings.ts';
import { plainResupply } from '../../../builders/resupply-settings.ts';

const levels = (ceiling: number) => ({ kind: 'min-max', trigger: 1, ceiling }) as const;
const at = { region: 'europe', country: 'ES', site: 'S001', kitType: 'kit-active' };

it('the narrowest that states a value wins, and is named', () => {
  const settings = {
    ...plainResupply,
    regions: [{ region: 'europe', leadDays: 8, minimumShelfLifeDays: 90 }],
    countries: [{ country: 'ES', leadDays: 9, levels: levels(10) }],
    sites: [{ site: 'S001', levels: levels(11), initialStock: 5 }],
    kitTypes: [
      { kitType: 'kit-active', levels: levels(12), packSize: 2 },
      { kitType: 'kit-active', site: 'S001', levels: levels(13) },
    ],
  };
  const { values, origins } = effectiveResupply(settings, at);
  expect(values).toMatchObject({ levels: levels(13), packSize: 2, initialStock: 5, leadDays: 9 });
  expect(origins).toMatchObject({
    levels: 'kit-type-at-site',
    packSize: 'kit-type',
    initialStock: 'site',
    leadDays: 'country',
    minimumShelfLifeDays: 'region',
    scope: 'study',
  });
  const elsewhere = effectiveResupply(settings, { ...at, site: 'S002', kitType: 'kit-placebo' });
  expect(elsewhere.values.levels).toEqual(levels(10));
  expect(elsewhere.origins.levels).toBe('country');
});
