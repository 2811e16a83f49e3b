import { effectiveResupply } from '../../../../shared/domain/stock/resupply-settings.ts';
import type {
  EffectiveResupply,
  ResupplyOrigin,
  ResupplySettings,
  ResupplyValues,
} from '../../../../shared/domain/stock/resupply-settings.ts';
import type { StudyDefinition } from '../../../../shared/domain/study/study-definition.ts';

/** Where values are stated: a level, and what of it. Unused names are empty. */
export interface Target {
  readonly level: ResupplyOrigin;
  readonly region: string;
  readonly country: string;
  readonly site: string;
  readonly kitType: string;
}

export const wholeStudy: Target = {
  level: 'study',
  region: '',
  country: '',
  site: '',
  kitType: '',
};

type Row = { readonly [K in keyof ResupplyValues]?: ResupplyValues[K] | undefined };
type Name = keyof ResupplyValues;

const lineNames: readonly Name[] = ['levels', 'packSize', 'packRounding', 'initialStock'];

/** Values that can be stated at a level: kit types have no calendar or trigger of their own. */
export const namesAt = (level: ResupplyOrigin, all: readonly Name[]): readonly Name[] =>
  level.startsWith('kit-type') ? all.filter((name) => lineNames.includes(name)) : all;

const isRowOf = {
  region: (row: { region: string }, at: Target) => row.region === at.region,
  country: (row: { country: string }, at: Target) => row.country === at.country,
  site: (row: { site: string }, at: Target) => row.site === at.site,
  kitType: (row: { kitType: string; site?: string | undefined }, at: Target) =>
    row.kitType === at.kitType && (row.site ?? '') === at.site,
};

/** What is stated at a target itself. */
export function statedAt(settings: ResupplySettings, at: Target): Row {
  switch (at.level) {
    case 'study':
      return settings.study;
    case 'region':
      return (settings.regions ?? []).find((row) => isRowOf.region(row, at)) ?? {};
    case 'country':
      return settings.countries.find((row) => isRowOf.country(row, at)) ?? {};
    case 'site':
      return settings.sites.find((row) => isRowOf.site(row, at)) ?? {};
    case 'kit-type':
    case 'kit-type-at-site':
      return settings.kitTypes.find((row) => isRowOf.kitType(row, at)) ?? {};
  }
}

/** A row with another value; undefined takes the value away. */
const changed = <R extends object>(row: R, name: string, value: unknown): R => {
  const { [name as keyof R]: _former, ...others } = row;
  return (value === undefined ? others : { ...others, [name]: value }) as R;
};

/** Rows in which one is changed, added, or taken away when nothing but its names is left. */
function changedRows<R extends object>(
  rows: readonly R[],
  is: (row: R) => boolean,
  named: R,
  change: readonly [name: string, value: unknown],
): readonly R[] {
  const found = rows.find(is) ?? named;
  const next = changed(found, ...change);
  const isEmpty = Object.keys(next).length <= Object.keys(named).length;
  const others = rows.filter((row) => !is(row));
  return isEmpty
    ? others
    : rows.some(is)
      ? rows.map((row) => (is(row) ? next : row))
      : [...rows, next];
}

/** Settings with another value stated at a target, or with none. The study states every value. */
export function withValue(
  settings: ResupplySettings,
  at: Target,
  name: Name | 'holidays',
  value: unknown,
): ResupplySettings {
  const change = [name, value] as const;
  const { region, country, site, kitType } = at;
  switch (at.level) {
    case 'study':
      return { ...settings, study: changed(settings.study, ...change) };
    case 'region': {
      const rows = settings.regions ?? [];
      const regions = changedRows(rows, (row) => isRowOf.region(row, at), { region }, change);
      return { ...settings, regions };
    }
    case 'country': {
      const is = (row: { country: string }) => isRowOf.country(row, at);
      return { ...settings, countries: changedRows(settings.countries, is, { country }, change) };
    }
    case 'site': {
      const is = (row: { site: string }) => isRowOf.site(row, at);
      return { ...settings, sites: changedRows(settings.sites, is, { site }, change) };
    }
    case 'kit-type':
    case 'kit-type-at-site': {
      const named = site === '' ? { kitType } : { kitType, site };
      const is = (row: { kitType: string; site?: string | undefined }) => isRowOf.kitType(row, at);
      return { ...settings, kitTypes: changedRows(settings.kitTypes, is, named, change) };
    }
  }
}

/** The values in force at a target and where each is stated; what is narrower is left out. */
export function effectiveAtTarget(
  settings: ResupplySettings,
  at: Target,
  sites: StudyDefinition['sites'],
): EffectiveResupply {
  const example = sites.find(
    ({ id, country }) => id === at.site || (at.site === '' && country === at.country),
  );
  const wide = at.level === 'study' || at.level === 'region' || at.level === 'kit-type';
  return effectiveResupply(settings, {
    region: wide ? at.region : (example?.region ?? ''),
    country: wide ? '' : (example?.country ?? at.country),
    site: at.site,
    kitType: at.kitType,
  });
}

/** How many values are stated below the study. */
export const countOverrides = (settings: ResupplySettings): number =>
  [...(settings.regions ?? []), ...settings.countries, ...settings.sites, ...settings.kitTypes]
    .flatMap((row) => Object.keys(row))
    .filter((name) => !['region', 'country', 'site', 'kitType'].includes(name)).length;
