import type { KitState } from '../kit/kit-state.ts';
import type { Account } from './account.ts';

/** The line of an account that a kit stands in. */
export type Bucket = Exclude<keyof Account, 'received' | 'returnedOut'>;

/** Where a kit in this state counts at its place; null while no place has it: in production, or on its way. */
export function bucketOf(state: KitState): Bucket | null {
  if (state === 'in-production' || state === 'in-transit') return null;
  if (state === 'dispensed') return 'dispensed';
  if (state === 'missing') return 'lost';
  return state === 'destroyed' ? 'destroyed' : 'onHand';
}
