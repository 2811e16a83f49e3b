import { ok } from '../../base/result.ts';
import type { CodeBreakSums } from '../../contracts/code-break.ts';
import { codeBreaksBySite } from '../../store/queries/code-break-sums.ts';
import type { SiteSums } from '../../store/queries/code-break-sums.ts';
import type { QueryHandler } from '../handlers.ts';

const counts = [
  'randomized',
  'emergencies',
  'exercises',
  'reasonsOpen',
  'reasonsOverdue',
  'assessmentsOpen',
  'assessmentsOverdue',
  'sponsorUntold',
] as const;

const sumOf = (sites: readonly SiteSums[]): CodeBreakSums => {
  const sum = (name: (typeof counts)[number]): number =>
    sites.reduce((total, site) => total + site[name], 0);
  const times = sites.flatMap(({ lastAt }) => (lastAt === null ? [] : [lastAt]));
  const numbers = Object.fromEntries(counts.map((name) => [name, sum(name)] as const));
  return {
    ...(numbers as Record<(typeof counts)[number], number>),
    lastAt: times.toSorted().at(-1) ?? null,
  };
};

/**
 * Broken codes by site, for who oversees them: how many, how late their reasons and assessments are, and whether the
 * sponsor was told. Numbers of subjects only; nothing of a treatment is read.
 */
export const codeBreakOverview: QueryHandler<'codeBreak.overview'> = ({ db, now }) => {
  const sites = codeBreaksBySite(db, now.instant);
  return ok({ sites: sites.map((site) => ({ ...site })), total: sumOf(sites) });
};
