import type { Brand } from '../../base/brand.ts';
import type { Role } from '../access/roles.ts';
import type { CodeBreakSettings, CustodySettings } from './emergency-settings.ts';

/** Ids are short texts of letters, digits, `.`, `_` and `-`; they never change once used. */
export type ArmId = Brand<string, 'ArmId'>;
export type KitTypeId = Brand<string, 'KitTypeId'>;
export type VisitId = Brand<string, 'VisitId'>;
export type FactorId = Brand<string, 'FactorId'>;
export type LevelId = Brand<string, 'LevelId'>;
export type RegionId = Brand<string, 'RegionId'>;
export type SiteId = Brand<string, 'SiteId'>;
export type DepotId = Brand<string, 'DepotId'>;
/** ISO 3166-1 alpha-2, upper case. */
export type CountryCode = Brand<string, 'CountryCode'>;
/** A zone of the IANA database that this computer knows, e.g. `Europe/Madrid`. */
export type ZoneId = Brand<string, 'ZoneId'>;

export interface Protocol {
  readonly number: string;
  readonly title: string;
  readonly phase: string;
  readonly sponsor: string;
}

export type Environment = 'PROD' | 'UAT';
export type Blinding = 'open-label' | 'single-blind' | 'double-blind';

export interface Arm {
  readonly id: ArmId;
  readonly name: string;
  /** Integer weight of the allocation ratio, at least 1. */
  readonly ratio: number;
}

export interface KitType {
  readonly id: KitTypeId;
  readonly name: string;
  /** Units (tablets, vials …) in one kit. */
  readonly unitCount: number;
  readonly unitName: string;
  /** As printed, e.g. `2–8 °C, do not freeze`. */
  readonly storage: string;
}

export interface Visit {
  readonly id: VisitId;
  readonly name: string;
  /** Day relative to randomization (day 0 is the randomization day by convention of the schedule). */
  readonly day: number;
  readonly windowBefore: number;
  readonly windowAfter: number;
  /** Exactly one visit of a study is the randomization visit. */
  readonly isRandomization: boolean;
}

/** Kits that one arm gets at one visit. */
export interface VisitKits {
  readonly visit: VisitId;
  readonly arm: ArmId;
  readonly kits: readonly { readonly kitType: KitTypeId; readonly count: number }[];
}

export interface FactorLevel {
  readonly id: LevelId;
  readonly name: string;
}

/** `floor` drops what follows the last kept decimal; `half-up` and `half-even` round to it; `none` keeps all. */
export type RoundingRule = 'none' | 'floor' | 'half-up' | 'half-even';

interface FactorCommon {
  readonly id: FactorId;
  readonly name: string;
  /** For derived factors: one level more than cut-points, from low to high. A value equal to a cut-point is in the upper level. */
  readonly levels: readonly FactorLevel[];
}

/** The person chooses the level. */
export interface ChosenFactor extends FactorCommon {
  readonly kind: 'level';
}

/** The level follows from a captured decimal number. */
export interface NumberFactor extends FactorCommon {
  readonly kind: 'number';
  readonly unit: string;
  readonly rounding: RoundingRule;
  /** Decimals kept by the rounding rule, 0..6. */
  readonly decimals: number;
  readonly cutPoints: readonly number[];
  readonly minimum: number;
  readonly maximum: number;
}

/** The level follows from a captured date: completed time from it to the randomization day. */
export interface DateFactor extends FactorCommon {
  readonly kind: 'date';
  readonly measure: 'completed-years' | 'completed-months' | 'days';
  readonly cutPoints: readonly number[];
}

export type StratificationFactor = ChosenFactor | NumberFactor | DateFactor;

export interface Region {
  readonly id: RegionId;
  readonly name: string;
}

export type SiteStatus = 'planned' | 'active' | 'closed';

export interface Site {
  readonly id: SiteId;
  readonly name: string;
  readonly region: RegionId;
  readonly country: CountryCode;
  readonly zone: ZoneId;
  readonly status: SiteStatus;
  readonly depot: DepotId;
}

export interface Depot {
  readonly id: DepotId;
  readonly name: string;
  readonly country: CountryCode;
  readonly zone: ZoneId;
}

/** Days before expiry from which a kit may not be shipped, counted as stock, or dispensed. */
export interface DoNotDays {
  readonly doNotShip: number;
  readonly doNotCount: number;
  readonly doNotDispense: number;
}

/** Overrides a study value for one country, site or visit; the narrowest that states a value wins. */
export interface DoNotDaysOverrides {
  readonly countries: readonly (Partial<DoNotDays> & { readonly country: CountryCode })[];
  readonly sites: readonly (Partial<DoNotDays> & { readonly site: SiteId })[];
  readonly visits: readonly (Partial<DoNotDays> & { readonly visit: VisitId })[];
}

export interface SelectionSettings {
  readonly study: DoNotDays;
  readonly overrides: DoNotDaysOverrides;
  /** Whether the day that is exactly DNS/DNC/DND days before expiry is still allowed. */
  readonly isBoundaryDayAllowed: boolean;
  /** Ties of expiry: by concealed sequence, or by lowest number (can unblind; the study must say so). */
  readonly tie: 'sequence' | 'lowest-number';
}

export interface Gates {
  /** Versions of the consent form that may be named at randomization, newest last. */
  readonly consentVersions: readonly string[];
  readonly eligibility: readonly {
    readonly id: string;
    readonly kind: 'inclusion' | 'exclusion';
    readonly text: string;
  }[];
}

export type CheckScheme = 'mod-37-36' | 'mod-11-10' | 'none';
export type KitAlphabet = 'digits' | 'unambiguous';

export interface KitNumberFormat {
  /** Fixed start of every number; may be empty. It takes part in the check character. */
  readonly prefix: string;
  readonly alphabet: KitAlphabet;
  /** Drawn characters, without prefix and check character. */
  readonly length: number;
  readonly check: CheckScheme;
  /** Characters per group on screens and labels; 0 for none. */
  readonly grouping: number;
}

/** A study as set up from a file or by forms. Parsed and cross-checked: every reference in it exists. */
export interface StudyDefinition {
  readonly format: 'cachet-study/1';
  readonly protocol: Protocol;
  readonly environment: Environment;
  readonly blinding: Blinding;
  readonly plannedSubjects: number;
  readonly arms: readonly Arm[];
  readonly kitTypes: readonly KitType[];
  readonly visits: readonly Visit[];
  readonly visitKits: readonly VisitKits[];
  readonly factors: readonly StratificationFactor[];
  readonly regions: readonly Region[];
  readonly sites: readonly Site[];
  readonly depots: readonly Depot[];
  readonly selection: SelectionSettings;
  readonly gates: Gates;
  readonly kitNumbers: KitNumberFormat;
  /** Roles that this study uses. */
  readonly roles: readonly Role[];
  /** Left out: the usual settings of `codeBreakSettings`. */
  readonly codeBreak?: CodeBreakSettings;
  /** Left out: the usual settings of `custodySettings`. */
  readonly custody?: CustodySettings;
  /** Days within which the audit trail is reviewed again, 1..366; left out: no interval. */
  readonly trailReview?: { readonly everyDays: number };
}
