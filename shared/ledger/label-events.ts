import type { Json } from '../base/canonical-json.ts';
import type { LabelKind } from '../domain/label/label-template.ts';

/** What happens with labels. Nothing in it depends on kit types. */
export interface LabelEventBodies {
  'label-template-defined': {
    readonly template: string;
    readonly version: number;
    readonly definition: Json;
  };
  /** Labels handed out to be printed. */
  'labels-issued': {
    readonly issue: string;
    readonly kind: LabelKind;
    readonly template: string;
    readonly version: number;
    /** In the order of their numbers, which is the order of the labels; empty for a shipper label. */
    readonly kits: readonly string[];
    /** Different expiry dates as printed, and for each kit which of them. */
    readonly expiries: readonly string[];
    readonly expiryOf: readonly number[];
    /** What a shipper label says, by field. */
    readonly shipper: { readonly [field: string]: string } | null;
    /** The expiry extension whose new date is printed. */
    readonly campaign: string | null;
    readonly copies: number;
    readonly labels: number;
    /** Kits, or the shipment, that had labels before. */
    readonly again: number;
  };
}
