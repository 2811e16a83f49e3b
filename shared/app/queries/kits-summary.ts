import { ok } from '../../base/result.ts';
import { countByLot, countByState } from '../../store/queries/kit-counts.ts';
import type { QueryHandler } from '../handlers.ts';
import { placeScope } from './scope.ts';

export const kitsSummary: QueryHandler<'kits.summary'> = (context) => {
  const { visible } = placeScope(context);
  const byStatus = countByState(context.db, { places: visible });
  return ok({
    total: byStatus.reduce((sum, { count }) => sum + count, 0),
    byStatus: [...byStatus],
    lots: countByLot(context.db, visible).map(({ dispensed: _dispensed, ...lot }) => lot),
  });
};
