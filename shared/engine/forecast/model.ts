import type { SupplyCalendar } from '../supply/resupply/calendar.ts';
import type { LineRule, SiteRule } from '../supply/resupply/resupply-rule.ts';

/**
 * A study as numbers. Sites, arms, visits, kit types, lots and depots are indexes; days count from the first
 * day of the forecast, which is day 0. Plain data, so that it can cross to another thread.
 */
export interface ForecastModel {
  /** Days looked at: 0 .. horizon − 1. */
  readonly horizon: number;
  /** Day 0 as days since 1970-01-01, for the calendar. */
  readonly startDay: number;
  readonly recruitment: RecruitmentModel;
  readonly randomization: RandomizationModel;
  readonly schedule: ScheduleModel;
  /** Those in the study at the beginning. */
  readonly present: readonly PresentSubject[];
  readonly supply: SupplyModel;
}

/** When a centre opens: a beta variate of these parameters on the window; 1, 1 is uniform. */
export interface ActivationModel {
  readonly from: number;
  readonly to: number;
  readonly alpha: number;
  readonly beta: number;
}

export interface RecruitingSite {
  readonly region: number;
  /** Days before 0 are in the past: the centre is open. */
  readonly activation: ActivationModel;
  /** The rate of screened subjects a day is Gamma(alpha, beta) of mean alpha / beta; 1 / beta for infinite alpha. */
  readonly alpha: number;
  readonly beta: number;
  /** Subjects that it must, and may at most, still randomize. */
  readonly minimum: number;
  readonly maximum: number;
  /** Days [from, to) without screening, ascending, apart. */
  readonly pauses: readonly (readonly [number, number])[];
  readonly isClosed: boolean;
}

export interface RecruitmentModel {
  /** Subjects still to randomize. */
  readonly target: number;
  readonly sites: readonly RecruitingSite[];
  /** Subjects that each region may at most still randomize. */
  readonly regionMaximum: readonly number[];
  /** Subjects come at even distances instead of by chance. */
  readonly isEven: boolean;
  /** The rate falls as exp(−decay × days open). */
  readonly decayPerDay: number;
  readonly screeningFailure: number;
  readonly screeningDays: number;
  /** It may go on after the last day played: a centre may meet its minimum then. */
  readonly goesOn?: boolean;
}

/** How arms are drawn: by a sequence in each stratum, from the balance so far, or from a central schedule. */
export type RandomizationModel =
  | {
      readonly kind: 'sequence';
      readonly procedure: string;
      readonly parameters: Readonly<Record<string, string>>;
      readonly ratio: readonly number[];
      /** Index of each site's stratum, beside the cell of the factors. */
      readonly stratumOfSite: readonly number[];
      /** Shares of the cells of the factors; one cell of share 1 without factors. */
      readonly cellShares: readonly number[];
    }
  | {
      readonly kind: 'balanced';
      readonly ratio: readonly number[];
      readonly rule: BalancingRule;
      /** What is balanced, in the order of the limits or weights of the rule. */
      readonly parts: readonly BalancedPart[];
    }
  | {
      readonly kind: 'central-schedule';
      readonly ratio: readonly number[];
      /** Largest imbalance within a site. */
      readonly limit: number;
      /** Slots passed over stay open for later subjects. */
      readonly isModified: boolean;
      /** How the schedule is made. */
      readonly procedure: string;
      readonly parameters: Readonly<Record<string, string>>;
      /** Subjects so far by site and arm. */
      readonly begun: readonly (readonly number[])[];
    };

export type BalancingRule =
  | { readonly kind: 'limits'; readonly limits: readonly number[] }
  | {
      readonly kind: 'minimization';
      readonly p: number;
      readonly measure: 'range' | 'variance' | 'marginal-total';
      readonly weights: readonly number[];
    };

export interface BalancedPart {
  /** Level of each site; null for a factor, whose level is drawn for each subject. */
  readonly levelOfSite: readonly number[] | null;
  /** Shares of the levels of a factor. */
  readonly shares: readonly number[];
  /** Subjects so far by level and arm. */
  readonly begun: readonly (readonly number[])[];
}

export interface ScheduleModel {
  /** First and last day of each visit's window after randomization, visit 0 being on day 0. */
  readonly windowStart: readonly number[];
  readonly windowEnd: readonly number[];
  /** Planned day of each visit; visits fall on it when `isOnPlannedDay`, else anywhere in the window. */
  readonly plannedDay: readonly number[];
  readonly isOnPlannedDay: boolean;
  /** Probability that a visit is skipped altogether. */
  readonly skip: readonly number[];
  /** Probability that a visit comes after its window, by 1 to `lateDays` days. */
  readonly late: number;
  readonly lateDays: number;
  /** Kits by visit, arm, dose level and kit type. */
  readonly kits: readonly (readonly (readonly (readonly number[])[])[])[];
  readonly titration: TitrationModel;
  /** Hazard of leaving the study a day, by arm. */
  readonly dropoutPerDay: readonly number[];
  /** Probability that the kits of a visit must be replaced before the next one. */
  readonly replacement: number;
}

/** Dose levels as a Markov chain: a step before each visit that titrates. One level when nothing is titrated. */
export interface TitrationModel {
  readonly levels: number;
  /** By arm and level. */
  readonly start: readonly (readonly number[])[];
  /** By arm, from and to. */
  readonly steps: readonly (readonly (readonly number[])[])[];
  readonly isTitrated: readonly boolean[];
}

export interface PresentSubject {
  readonly site: number;
  readonly arm: number;
  /** Not after day 0; negative days are past. */
  readonly randomizedDay: number;
  /** The first visit that may still need kits. */
  readonly nextVisit: number;
  readonly dose: number;
}

export interface SupplyModel {
  readonly kitTypes: number;
  readonly depots: number;
  /** Those of a kit type together, in order of the types, first expiring first. */
  readonly lots: readonly LotModel[];
  readonly sites: readonly SupplySite[];
  readonly calendar: Omit<SupplyCalendar, 'leadDays'>;
  /** Minute of the day of runs: before what arrives and is dispensed on that day. */
  readonly runMinute: number;
  readonly isBoundaryDayAllowed: boolean;
  readonly transport: TransportModel;
  /** A visit that finds too few kits waits so many days for a shipment before it is missed. */
  readonly waitDays: number;
  /** Sites stop being supplied once recruitment is complete and nobody of theirs is treated any more. */
  readonly closesSites: boolean;
  readonly costs: CostModel;
}

export interface LotModel {
  readonly kitType: number;
  readonly depot: number;
  readonly kits: number;
  /** At the depot from this day on; at most 0 when it is there already. */
  readonly releaseDay: number;
  /** Last day of use. */
  readonly expiryDay: number;
  /** Sites that it may not be sent to. */
  readonly notFor?: readonly number[];
}

/** Kits of one lot. */
export interface LotKits {
  readonly lot: number;
  readonly kits: number;
}

export interface SupplySite {
  readonly depot: number;
  /** Days before its activation from which a site is supplied. */
  readonly suppliedDaysBefore: number;
  readonly initialOn: 'activation' | 'first-screened' | 'first-randomized';
  readonly wasSupplied: boolean;
  readonly rule: SiteRule;
  /** By kit type. */
  readonly lines: readonly LineRule[];
  readonly demandOf: 'own-arm' | 'all-arms';
  readonly newSubjectsPerDay: number;
  /** The hazard that the rule reckons with. */
  readonly dropoutPerDay: number;
  readonly minimumShelfLifeDays: number;
  /** Days that the rule reckons with for a transport. */
  readonly leadDays: number;
  readonly arrivalHolidays: readonly number[];
  readonly doNotShip: number;
  readonly doNotCount: number;
  /** By visit. */
  readonly doNotDispense: readonly number[];
  readonly stock: readonly LotKits[];
  readonly inTransit: readonly (LotKits & { readonly day: number })[];
  /** Days that transports really take, with their probabilities. */
  readonly lead: { readonly days: readonly number[]; readonly probabilities: readonly number[] };
  readonly shipmentCost: number;
}

export interface TransportModel {
  /** Probability that a shipment is lost. */
  readonly loss: number;
  /** Probability that a kit arrives damaged. */
  readonly damage: number;
  /** Probability that a shipment has an excursion. */
  readonly excursion: number;
  /** Of these, the share whose kits are rejected; the others may be used after so many days. */
  readonly rejected: number;
  readonly quarantineDays: number;
}

export interface CostModel {
  /** Making a kit, by kit type. */
  readonly kit: readonly number[];
  /** Destroying a kit that was not used. */
  readonly destruction: number;
}
