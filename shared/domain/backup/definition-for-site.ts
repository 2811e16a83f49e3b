import type { StudyDefinition } from '../study/study-definition.ts';

/**
 * The part of a definition that a site needs without the network: nothing of arms or kit types, no other site, and of
 * the factors those that are named. The site asks for every factor in it.
 */
export function definitionForSite(
  definition: StudyDefinition,
  site: string,
  factors: readonly string[],
): StudyDefinition {
  const sites = definition.sites.filter(({ id }) => id === site);
  const depots = definition.depots.filter(({ id }) => sites.some(({ depot }) => depot === id));
  const regions = definition.regions.filter(({ id }) => sites.some(({ region }) => region === id));
  const { study, isBoundaryDayAllowed } = definition.selection;
  return {
    format: definition.format,
    protocol: definition.protocol,
    environment: definition.environment,
    blinding: definition.blinding,
    plannedSubjects: definition.plannedSubjects,
    arms: [],
    kitTypes: [],
    visits: definition.visits.filter(({ isRandomization }) => isRandomization),
    visitKits: [],
    factors: definition.factors.filter(({ id }) => factors.includes(id)),
    regions,
    sites,
    depots,
    selection: {
      study,
      overrides: { countries: [], sites: [], visits: [] },
      isBoundaryDayAllowed,
      tie: 'sequence',
    },
    gates: definition.gates,
    kitNumbers: definition.kitNumbers,
    roles: ['site-user'],
    ...(definition.codeBreak === undefined ? {} : { codeBreak: definition.codeBreak }),
  };
}
