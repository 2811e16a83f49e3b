/** Settings of how a site is resupplied. */
export interface SiteResupply {
  readonly triggersAt: 'below' | 'at-or-below';
  readonly scope: 'all-types' | 'triggered-types';
  readonly pooling: 'by-type' | 'all-types';
  /** Whether predicted demand uses each subject's own arm or the average of the arms. */
  readonly demandOf: 'own-arm' | 'all-arms';
  /** What brings the initial stock. */
  readonly initialOn: 'activation' | 'first-screened' | 'first-randomized';
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

export type ResupplyValues = SiteResupply & LineResupply;
type Values = ResupplyValues;
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
    /** Time of the day at the first depot from which the run of the day is due, HH:MM; `defaultRunAt` when absent. */
    readonly runAt?: string | undefined;
  };
  readonly regions?: readonly (Some<Values> & { readonly region: string })[] | undefined;
  readonly countries: readonly (Some<Values> & {
    readonly country: string;
    /** Days as YYYY-MM-DD on which sites of this country receive nothing, beside those of the calendar. */
    readonly holidays?: readonly string[] | undefined;
  })[];
  readonly sites: readonly (Some<Values> & { readonly site: string })[];
  /** For all sites, or for one. */
  readonly kitTypes: readonly (Some<LineResupply> & {
    readonly kitType: string;
    readonly site?: string | undefined;
  })[];
}

export const resupplyOrigins = [
  'study',
  'region',
  'country',
  'site',
  'kit-type',
  'kit-type-at-site',
] as const;
/** Where a value is stated, from the widest to the narrowest. */
export type ResupplyOrigin = (typeof resupplyOrigins)[number];

/** Runs start early, so that the depot has the day to pick. */
export const defaultRunAt = '05:00';

/** What a first draft of a study's settings begins with; nothing is in force before it is signed. */
export const defaultResupply: ResupplySettings = {
  study: {
    triggersAt: 'at-or-below',
    scope: 'all-types',
    pooling: 'all-types',
    demandOf: 'all-arms',
    initialOn: 'activation',
    newSubjectsPerDay: 0.05,
    dropoutPerDay: 0.001,
    minimumShelfLifeDays: 60,
    leadDays: 3,
    levels: { kind: 'min-max', trigger: 14, ceiling: 18 },
    packSize: 1,
    packRounding: 'down',
    initialStock: 18,
  },
  calendar: {
    runWeekdays: [1, 2, 3, 4, 5],
    workWeekdays: [1, 2, 3, 4, 5],
    holidays: [],
    cutOff: '14:00',
    runAt: defaultRunAt,
  },
  regions: [],
  countries: [],
  sites: [],
  kitTypes: [],
};

/** The values in force for a kit type at a site, and where each is stated. */
export interface EffectiveResupply {
  readonly values: Values;
  readonly origins: { readonly [K in keyof Values]: ResupplyOrigin };
}

/** Where a kit type is supplied. */
export interface ResupplyPlace {
  readonly region: string;
  readonly country: string;
  readonly site: string;
  readonly kitType: string;
}

/** Values in force: study, region, country, site, kit type, kit type at the site; the last that states one wins. */
export function effectiveResupply(
  settings: ResupplySettings,
  at: ResupplyPlace,
): EffectiveResupply {
  const ofType = settings.kitTypes.filter(({ kitType }) => kitType === at.kitType);
  const stated: readonly (readonly [ResupplyOrigin, Some<Values> | undefined])[] = [
    ['region', settings.regions?.find(({ region }) => region === at.region)],
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
