import type { StockCell } from '../../../shared/contracts/stock.ts';

/** What the columns of the kit types show. */
export const measures = ['available', 'days', 'ending', 'inTransit', 'quarantined'] as const;
export type Measure = (typeof measures)[number];

/** Supply that ends before a parcel could usually be there. */
const lowDays = 14;
const shortDays = 28;

export type SupplyLevel = 'none' | 'low' | 'short' | 'enough';

/** How far the supply of a place reaches; what nobody takes lasts. */
export function supplyLevel(cell: StockCell): SupplyLevel {
  if (cell.available === 0) return cell.dispensed > 0 ? 'low' : 'none';
  if (cell.days === null || cell.days >= shortDays) return 'enough';
  return cell.days < lowDays ? 'low' : 'short';
}
