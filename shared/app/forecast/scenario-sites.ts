import type { ForecastScenario } from '../../contracts/forecast-scenario.ts';

export type ScenarioSite = ForecastScenario['sites'][number];

/** One site; several alike in the file have their index in it in common. */
export interface NamedSite {
  readonly name: string;
  /** Index into `sites` of the file. */
  readonly index: number;
  readonly site: ScenarioSite;
}

/** `DE` three times is DE-01, DE-02, DE-03. */
export function namedSites({ sites }: Pick<ForecastScenario, 'sites'>): readonly NamedSite[] {
  return sites.flatMap((site, index) => {
    if (site.count === 1) return [{ name: site.id as string, index, site }];
    const width = Math.max(2, String(site.count).length);
    return Array.from({ length: site.count }, (_, k) => ({
      name: `${site.id}-${String(k + 1).padStart(width, '0')}`,
      index,
      site,
    }));
  });
}
