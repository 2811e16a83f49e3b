import type { CustodyPart, CustodyUse } from '../../../shared/domain/custody/opening.ts';
import type { Role } from '../../../shared/domain/access/roles.ts';

/** What may be asked for. */
export interface Wish {
  readonly part: CustodyPart;
  readonly use: CustodyUse;
}

const wishes: readonly (Wish & { readonly of: readonly Role[] })[] = [
  { part: 'list', use: 'view', of: ['unblinded-pharmacist', 'unblinded-statistician'] },
  { part: 'list', use: 'export', of: ['unblinded-pharmacist', 'unblinded-statistician'] },
  { part: 'seed', use: 'export', of: ['unblinded-statistician'] },
  { part: 'kit-map', use: 'export', of: ['unblinded-pharmacist'] },
];

/** What this person may ask for. */
export const wishesOf = (role: Role | undefined): readonly Wish[] =>
  wishes.filter(({ of }) => role !== undefined && of.includes(role));
