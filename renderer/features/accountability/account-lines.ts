import type { PlaceAccountRow } from '../../../shared/contracts/accountability.ts';
import { countText } from '../../components/format.ts';

export type ShownAccount = PlaceAccountRow['kits'];

/** Lines of an account in the order of the identity. */
export const accountLines = [
  'received',
  'onHand',
  'dispensed',
  'returnedOut',
  'lost',
  'destroyed',
] as const satisfies readonly (keyof ShownAccount)[];

export const lineText = (
  account: ShownAccount | null,
  line: (typeof accountLines)[number],
): string => (account === null ? '–' : countText(account[line]));
