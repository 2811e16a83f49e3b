import { shipmentUnderWay } from '../../store/queries/account-kits.ts';
import type { CommandContext } from '../handlers.ts';

/** Whether a kit travels although its state does not say so: unusable kits keep theirs on the way. */
export const isUnderWay =
  ({ db }: CommandContext) =>
  (number: string): boolean =>
    shipmentUnderWay(db, number) !== undefined;
