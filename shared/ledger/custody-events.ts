import type { CustodyPart, CustodyUse } from '../domain/custody/opening.ts';

/** Opening what two people keep together, and what was seen under it. */
export interface CustodyEventBodies {
  'custody-requested': {
    readonly opening: string;
    readonly part: CustodyPart;
    readonly use: CustodyUse;
    /** The list; null for the map of kits. */
    readonly list: string | null;
  };
  /** The second person's signature opens it until then. */
  'custody-granted': { readonly opening: string; readonly until: string };
  'custody-declined': { readonly opening: string };
  'custody-closed': { readonly opening: string };
  /** The list left the program with its arms; the opening is used up. */
  'list-exported': { readonly list: string; readonly opening: string; readonly slots: number };
  /** Every kit left the program with its type; the opening is used up. */
  'kit-map-exported': { readonly opening: string; readonly kits: number };
  /** Drug accountability left the program with all amounts and units; the opening of the map is used up. */
  'drug-accounts-exported': { readonly opening: string; readonly rows: number };
}
