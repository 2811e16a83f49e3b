import { z } from 'zod';
import { roles } from '../access/roles.ts';
import { definitionLimits as limits } from './definition-limits.ts';
import type {
  ArmId,
  CountryCode,
  DepotId,
  FactorId,
  KitTypeId,
  LevelId,
  RegionId,
  SiteId,
  VisitId,
  ZoneId,
} from './study-definition.ts';

// Control characters and direction overrides can make a label show something other than it says.
const printable = /^[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+$/u;
const text = (maximum: number, note: string) =>
  z
    .string()
    .min(1)
    .max(maximum)
    .regex(printable, 'printable text without line breaks or control characters')
    .describe(note);
const id = <T extends string>(note: string): z.ZodType<T, string> =>
  z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/,
      'an id of 1 to 40 letters, digits, ".", "_" or "-", starting with a letter or digit',
    )
    .describe(note) as unknown as z.ZodType<T, string>;
const whole = (minimum: number, maximum: number, note: string) =>
  z.int().min(minimum).max(maximum).describe(note);

const armId = id<ArmId>('Id of an arm');
const kitTypeId = id<KitTypeId>('Id of a kit type');
const visitId = id<VisitId>('Id of a visit');
const regionId = id<RegionId>('Id of a region');
const siteId = id<SiteId>('Id of a site');
const depotId = id<DepotId>('Id of a depot');
const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'a country code of two capital letters')
  .describe('ISO 3166-1 alpha-2 code') as unknown as z.ZodType<CountryCode, string>;
const zone = z
  .string()
  .min(1)
  .max(64)
  .describe('IANA time zone, e.g. Europe/Madrid') as unknown as z.ZodType<ZoneId, string>;

const arm = z.strictObject({
  id: armId,
  name: text(80, 'Name of the arm'),
  ratio: whole(1, 100, 'Weight in the allocation ratio'),
});

const kitType = z.strictObject({
  id: kitTypeId,
  name: text(80, 'Name of the kit type'),
  unitCount: whole(1, 10_000, 'Units in one kit'),
  unitName: text(40, 'What a unit is, e.g. tablet').default('unit'),
  storage: text(200, 'Storage text as printed').default('Store as labelled'),
});

const visit = z.strictObject({
  id: visitId,
  name: text(80, 'Name of the visit'),
  day: whole(-400, 4_000, 'Day relative to randomization'),
  windowBefore: whole(0, 400, 'Days that the visit may be early').default(0),
  windowAfter: whole(0, 400, 'Days that the visit may be late').default(0),
  isRandomization: z.boolean().describe('True for the one randomization visit').default(false),
});

const visitKits = z.strictObject({
  visit: visitId,
  arm: armId,
  kits: z
    .array(
      z.strictObject({ kitType: kitTypeId, count: whole(1, 100, 'Kits of this type').default(1) }),
    )
    .min(1)
    .max(limits.kitsPerVisit),
});

const level = z.strictObject({ id: id<LevelId>('Id of a level'), name: text(80, 'Name') });
const factorBase = {
  id: id<FactorId>('Id of a stratification factor'),
  name: text(80, 'Name of the factor'),
  levels: z.array(level).min(2).max(limits.levels).describe('Levels; for cut-points low to high'),
};
const cutPoints = z
  .array(z.number())
  .min(1)
  .max(limits.levels - 1)
  .describe('Rising; a value equal to a cut-point belongs to the upper level');
const factor = z.discriminatedUnion('kind', [
  z.strictObject({ ...factorBase, kind: z.literal('level') }),
  z.strictObject({
    ...factorBase,
    kind: z.literal('number'),
    unit: z.string().max(40).describe('Unit of the captured number').default(''),
    rounding: z
      .enum(['none', 'floor', 'half-up', 'half-even'])
      .describe('Applied before comparing'),
    decimals: whole(0, 6, 'Decimals kept by the rounding rule').default(0),
    cutPoints,
    minimum: z.number().describe('Smallest plausible value; below it is refused'),
    maximum: z.number().describe('Largest plausible value; above it is refused'),
  }),
  z.strictObject({
    ...factorBase,
    kind: z.literal('date'),
    measure: z
      .enum(['completed-years', 'completed-months', 'days'])
      .describe('Counted from the captured date to the randomization day'),
    cutPoints,
  }),
]);

const site = z.strictObject({
  id: siteId,
  name: text(120, 'Name of the site'),
  region: regionId,
  country,
  zone,
  status: z.enum(['planned', 'active', 'closed']).default('planned'),
  depot: depotId,
});
const depot = z.strictObject({ id: depotId, name: text(120, 'Name of the depot'), country, zone });

const days = (note: string) => whole(0, 2_000, note);
const doNotShip = days('Days before expiry from which a kit is not shipped');
const doNotCount = days('Days before expiry from which a kit is not counted as stock');
const doNotDispense = days('Days before expiry from which a kit is not dispensed');
const partialDays = {
  doNotShip: doNotShip.exactOptional(),
  doNotCount: doNotCount.exactOptional(),
  doNotDispense: doNotDispense.exactOptional(),
};
const overridesOf = <T extends z.ZodRawShape>(shape: T) =>
  z
    .array(z.strictObject({ ...shape, ...partialDays }))
    .max(limits.overrides)
    .default([]);
const selection = z.strictObject({
  study: z.strictObject({ doNotShip, doNotCount, doNotDispense }),
  overrides: z
    .strictObject({
      countries: overridesOf({ country }),
      sites: overridesOf({ site: siteId }),
      visits: overridesOf({ visit: visitId }),
    })
    .default({ countries: [], sites: [], visits: [] }),
  isBoundaryDayAllowed: z.boolean().describe('Whether the boundary day itself is still allowed'),
  tie: z.enum(['sequence', 'lowest-number']).default('sequence'),
});

const gates = z.strictObject({
  consentVersions: z.array(text(40, 'Version of the consent form')).min(1).max(100),
  eligibility: z
    .array(
      z.strictObject({
        id: id('Id of a criterion'),
        kind: z.enum(['inclusion', 'exclusion']),
        text: text(1_000, 'The criterion as in the protocol'),
      }),
    )
    .max(limits.eligibility)
    .default([]),
});

const kitNumbers = z.strictObject({
  prefix: z
    .string()
    .regex(/^[A-Z0-9]{0,8}$/, 'at most 8 capital letters and digits')
    .default(''),
  alphabet: z.enum(['digits', 'unambiguous']).default('digits'),
  length: whole(3, 14, 'Drawn characters, without prefix and check character'),
  check: z.enum(['mod-37-36', 'mod-11-10', 'none']),
  grouping: whole(0, 8, 'Characters per group on screens and labels; 0 for none').default(0),
});

const codeBreak = z.strictObject({
  bySite: z
    .boolean()
    .describe('Whether people at a site open the code of their own subjects without a telephone')
    .default(true),
  reasonWithinHours: whole(0, 720, 'Hours within which the medical reason is given').default(24),
  assessWithinDays: whole(1, 365, 'Days within which the impact is assessed').default(5),
  shownForSeconds: whole(10, 600, 'Seconds for which the treatment is shown').default(60),
  kitsUntilAssessed: z
    .enum(['given', 'held'])
    .describe('Whether kits are dispensed while the impact is not assessed')
    .default('given'),
  tell: z.array(text(120, 'Who must be told of every code break')).max(20).default([]),
  telephone: text(40, 'Number that is answered at every hour').exactOptional(),
});

const custody = z.strictObject({
  openForMinutes: whole(1, 480, 'Minutes for which a granted opening lasts').default(15),
});

const trailReview = z.strictObject({
  everyDays: whole(1, 366, 'Days within which quality assurance reviews the audit trail again'),
});

/** The shape of a study definition file; references between its parts are checked elsewhere. */
export const studyDefinitionSchema = z.strictObject({
  format: z.literal('cachet-study/1').describe('Version of this format'),
  protocol: z.strictObject({
    number: text(40, 'Protocol number'),
    title: text(400, 'Title of the study'),
    phase: text(20, 'Phase, e.g. III'),
    sponsor: text(120, 'Sponsor'),
  }),
  environment: z.enum(['PROD', 'UAT']).describe('Kept apart: separate stores, lists and seeds'),
  blinding: z.enum(['open-label', 'single-blind', 'double-blind']),
  plannedSubjects: whole(1, limits.plannedSubjects, 'Subjects planned to be randomized'),
  arms: z.array(arm).min(1).max(limits.arms),
  kitTypes: z.array(kitType).min(1).max(limits.kitTypes),
  visits: z.array(visit).min(1).max(limits.visits),
  visitKits: z.array(visitKits).min(1).max(limits.visitKits),
  factors: z.array(factor).max(limits.factors).default([]),
  regions: z
    .array(z.strictObject({ id: regionId, name: text(80, 'Name') }))
    .min(1)
    .max(limits.regions),
  sites: z.array(site).min(1).max(limits.sites),
  depots: z.array(depot).min(1).max(limits.depots),
  selection,
  gates,
  kitNumbers,
  roles: z
    .array(z.enum(roles))
    .min(1)
    .default([...roles]),
  codeBreak: codeBreak
    .describe('Emergency code break; the usual settings when left out')
    .exactOptional(),
  custody: custody
    .describe('Two-person custody of lists, seeds and the map; the usual settings when left out')
    .exactOptional(),
  trailReview: trailReview
    .describe('Regular review of the audit trail; none is asked for when left out')
    .exactOptional(),
});
