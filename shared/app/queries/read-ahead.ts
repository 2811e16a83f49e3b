import { countAhead } from '../../store/queries/stock-counts.ts';
import type { QueryContext } from '../handlers.ts';
import { stockCounter } from './stock-cells.ts';
import { unveilAhead } from './unveil.ts';

/** Some milliseconds of work. */
const kitsInSlice = 4000;

/**
 * One slice of what the first look at types and stock would have to read: with a million kits that takes seconds.
 * True when nothing is left. Changes nothing, and answers are the same without it.
 */
export function readAhead(
  context: Pick<QueryContext, 'db' | 'sealer'>,
  kits: number = kitsInSlice,
): boolean {
  const { db, sealer } = context;
  if (sealer !== null && !unveilAhead(db, sealer, kits)) return false;
  return countAhead(db, stockCounter(context), kits);
}
