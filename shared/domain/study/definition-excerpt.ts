import type { StudyDefinition } from './study-definition.ts';

/**
 * The same study with only its first sites, and planned subjects in proportion (at least one a
 * site). Regions without a site and overrides of dropped places go too, so the result is as valid
 * as the whole. Throws when `siteCount` is not at least 1.
 */
export function withFirstSites(definition: StudyDefinition, siteCount: number): StudyDefinition {
  if (!Number.isInteger(siteCount) || siteCount < 1) throw new Error(`no such count: ${siteCount}`);
  const sites = definition.sites.slice(0, siteCount);
  const kept = new Set(sites.map(({ id }) => id));
  const regions = new Set(sites.map(({ region }) => region));
  const countries = new Set([...sites, ...definition.depots].map(({ country }) => country));
  const { overrides } = definition.selection;
  const share = sites.length / definition.sites.length;
  return {
    ...definition,
    sites,
    regions: definition.regions.filter(({ id }) => regions.has(id)),
    plannedSubjects: Math.max(sites.length, Math.round(definition.plannedSubjects * share)),
    selection: {
      ...definition.selection,
      overrides: {
        ...overrides,
        sites: overrides.sites.filter(({ site }) => kept.has(site)),
        countries: overrides.countries.filter(({ country }) => countries.has(country)),
      },
    },
  };
}
