/** Settings of how a site is resupplied. */
export interface SiteResupply {
  readonly triggersAt: 'below' | 'at-or-below';
  readonly scope: 'all-types' | 'triggered-types';
  readonly pooling: 'by-type' | 'all-types';
  /** Whether predicted demand uses each subject's own arm or the average of the arms. */
  readonly demandOf: 'own-arm' | 'all-arms';
  /** What brings the initial stock. */
  readonly initialOn: 'activation' | 'first-randomized';
  /** Subjects expected to be randomized a day. */
  readonly newSubjectsPerDay: number;
  /** Hazard of leaving the study a day. */
  readonly dropoutPerDay: number;
  /** Days of shelf life that a kit must have left when it arrives. */
  readonly minimumShelfLifeDays: number;
  readonly leadDays: number;
}

/** Settings of one kit type at a site. */
export interface LineResupply {
  readonly levels:
    | { readonly kind: 'min-max'; readonly trigger: number; readonly ceiling: number }
    | {
        readonly kind: 'predictive';
        readonly triggerDays: number;
        readonly resupplyDays: number;
        readonly buffer: number;
      };
  readonly packSize: number;
  readonly packRounding: 'down' | 'up';
  readonly initialStock: number;
}

type Values = SiteResupply & LineResupply;
type Some<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** A study's settings with what differs by country, site and kit type. The narrowest that states a value wins. */
export interface ResupplySettings {
  readonly study: Values;
  readonly calendar: {
    /** 1 Monday … 7 Sunday. */
    readonly runWeekdays: readonly number[];
    readonly workWeekdays: readonly number[];
    /** Days as YYYY-MM-DD. */
    readonly holidays: readonly string[];
    /** Time of the day at the depot after which a run leaves on the next working day, HH:MM. */
    readonly cutOff: string;
  };
  readonly countries: readonly (Some<Values> & { readonly country: string })[];
  readonly sites: readonly (Some<Values> & { readonly site: string })[];
  /** For all sites, or for one. */
  readonly kitTypes: readonly (Some<LineResupply> & {
    readonly kitType: string;
    readonly site?: string | undefined;
  })[];
}

export type ResupplyOrigin = 'study' | 'country' | 'site' | 'kit-type' | 'kit-type-at-site';

/** The values in force for a kit type at a site, and where each is stated. */
export interface EffectiveResupply {
  readonly values: Values;
  readonly origins: { readonly [K in keyof Values]: ResupplyOrigin };
}

/** Values in force: study, then country, site, kit type, kit type at the site; the last that states one wins. */
export function effectiveResupply(
  settings: ResupplySettings,
  at: { readonly country: string; readonly site: string; readonly kitType: string },
): EffectiveResupply {
  const ofType = settings.kitTypes.filter(({ kitType }) => kitType === at.kitType);
  const stated: readonly (readonly [ResupplyOrigin, Some<Values> | undefined])[] = [
    ['country', settings.countries.find(({ country }) => country === at.country)],
    ['site', settings.sites.find(({ site }) => site === at.site)],
    ['kit-type', ofType.find(({ site }) => site === undefined)],
    ['kit-type-at-site', ofType.find(({ site }) => site === at.site)],
  ];
  const names = Object.keys(settings.study) as (keyof Values)[];
  const values: Record<string, unknown> = { ...settings.study };
  const origins: Record<string, ResupplyOrigin> = {};
  for (const name of names) {
    origins[name] = 'study';
    for (const [origin, row] of stated) {
      if (row?.[name] === undefined) continue;
      values[name] = row[name];
      origins[name] = origin;
    }
  }
  return { values, origins } as unknown as EffectiveResupply;
}
