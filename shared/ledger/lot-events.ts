import type { KitState } from '../domain/kit/kit-state.ts';
import type { UntilScanned } from '../domain/lot/campaign.ts';
import type { LotStatus } from '../domain/lot/lot-status.ts';

/** Everything that happens to lots, to their dates, and to kits kept for a subject. */
export interface LotEvents {
  /** A manufacturing lot; which kit type it became is in the sealed part. */
  'manufacturing-lot-registered': {
    readonly lot: string;
    readonly expiry: string;
    readonly retest: string | null;
  };
  'lot-registered': {
    readonly lot: string;
    readonly expiry: string;
    /** Manufacturing lots that it was packed from. */
    readonly members?: readonly string[];
    readonly retest?: string;
    readonly labelGroup?: string;
    readonly status?: LotStatus;
  };
  'lot-status-set': { readonly lots: readonly string[]; readonly status: LotStatus };
  /** Lots whose labels look the same. */
  'lots-grouped': { readonly lots: readonly string[]; readonly group: string | null };
  /** A signed expiry extension: the usable kits that these lots have now. */
  'campaign-started': {
    readonly campaign: string;
    readonly lots: readonly string[];
    readonly expiry: string;
    readonly untilScanned: UntilScanned;
    readonly basis: string;
    readonly kits: number;
  };
  'campaign-country-approved': {
    readonly campaign: string;
    readonly country: string;
    readonly approvedOn: string;
    readonly reference: string;
  };
  'campaign-kits-confirmed': {
    readonly campaign: string;
    readonly place: string;
    readonly kits: readonly string[];
  };
  'campaign-kits-left-out': { readonly campaign: string; readonly kits: readonly string[] };
  'campaign-labels-counted': {
    readonly campaign: string;
    readonly place: string;
    readonly issued: number;
    readonly used: number;
    readonly destroyed: number;
    readonly kept: number;
    readonly note: string;
  };
  'campaign-closed': {
    readonly campaign: string;
    readonly confirmed: number;
    readonly leftOut: number;
    readonly discrepancies: readonly { readonly place: string; readonly words: string }[];
  };
  /** Kits kept for a subject's visit. */
  'kits-reserved': {
    readonly kits: readonly string[];
    readonly states: readonly KitState[];
    readonly subject: string;
    readonly visit: string;
  };
}
