import { describe, expect, it } from 'vitest';
import {
  countOverrides,
  effectiveAtTarget,
  namesAt,
  statedAt,
  wholeStudy,
  withValue,
} from '../../../renderer/features/resupply/settings/target.ts';
import type { ResupplySettings } from '../../../shared/domain/stock/resupply-settings.ts';
import type { StudyDefinition } from '../../../shared/domain/study/study-definition.ts';
import { fixed, plainResupply } from '../../builders/resupply-settings.ts';

const sites = [
  { id: 'S001', region: 'west', country: 'ES' },
  { id: 'S002', region: 'east', country: 'AU' },
] as unknown as StudyDefinition['sites'];
const at = {
  region: { ...wholeStudy, level: 'region', region: 'west' },
  country: { ...wholeStudy, level: 'country', country: 'ES' },
  site: { ...wholeStudy, level: 'site', site: 'S001' },
  type: { ...wholeStudy, level: 'kit-type', kitType: 'kit-active' },
  typeAtSite: { ...wholeStudy, level: 'kit-type-at-site', kitType: 'kit-active', site: 'S001' },
} as const;

describe('a value stated at a level', () => {
  it('is in force there and below, and gone when it is taken away', () => {
    let settings: ResupplySettings = plainResupply;
    for (const [i, target] of Object.values(at).entries()) {
      settings = withValue(settings, target, 'levels', fixed(i + 1, i + 20));
      expect(statedAt(settings, target).levels).toEqual(fixed(i + 1, i + 20));
      const { values, origins } = effectiveAtTarget(settings, target, sites);
      expect([values.levels, origins.levels]).toEqual([fixed(i + 1, i + 20), target.level]);
    }
    expect(countOverrides(settings)).toBe(5);
    for (const target of Object.values(at)) {
      settings = withValue(settings, target, 'levels', undefined);
      expect(statedAt(settings, target)).toEqual({});
    }
    expect(settings).toEqual({ ...plainResupply, regions: [] });
  });

  it('leaves other rows and other values of its row alone', () => {
    const both = withValue(
      withValue(plainResupply, at.country, 'leadDays', 9),
      at.country,
      'holidays',
      ['2026-12-26'],
    );
    const less = withValue(both, at.country, 'leadDays', undefined);
    expect(less.countries).toEqual([{ country: 'ES', holidays: ['2026-12-26'] }]);
    expect(countOverrides(less)).toBe(1);
    const other = { ...at.typeAtSite, site: 'S002' };
    const types = withValue(withValue(plainResupply, at.type, 'packSize', 2), other, 'packSize', 3);
    expect(types.kitTypes).toEqual([
      { kitType: 'kit-active', packSize: 2 },
      { kitType: 'kit-active', site: 'S002', packSize: 3 },
    ]);
    expect(effectiveAtTarget(types, at.typeAtSite, sites).values.packSize).toBe(2);
  });

  it('kit types state only what belongs to a kit type', () => {
    expect(namesAt('kit-type', ['levels', 'leadDays', 'packSize'])).toEqual(['levels', 'packSize']);
    expect(namesAt('site', ['levels', 'leadDays'])).toEqual(['levels', 'leadDays']);
  });
});
