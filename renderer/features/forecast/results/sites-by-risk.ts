import type { ForecastAnswer } from '../../../../shared/contracts/forecast-answer.ts';

interface SiteRisk {
  readonly label: string;
  /** By week. */
  readonly shares: readonly number[];
  readonly errors: readonly number[];
}

const total = ({ shares }: SiteRisk): number => shares.reduce((sum, share) => sum + share, 0);

/** The rows of the heat map, the site with most weeks in danger first; equal ones in their own order. */
export const sitesByRisk = (heat: ForecastAnswer['heat']): readonly SiteRisk[] =>
  heat.sites
    .map((label, site) => ({
      label,
      shares: heat.share[site] ?? [],
      errors: heat.error[site] ?? [],
    }))
    .toSorted((a, b) => total(b) - total(a));
