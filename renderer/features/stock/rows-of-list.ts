import type { Rows } from '../../state/use-rows.ts';
import type { Failure } from '../../transport/client.ts';

/** A whole list as the windowed table takes it; undefined while it is on its way. */
export const rowsOfList = <Row>(
  list: readonly Row[] | undefined,
  failure: Failure | undefined,
): Rows<Row> => ({
  total: list?.length,
  failure,
  rowAt: (index) => list?.[index],
  view: nothing,
  isFormer: false,
});

const nothing = (): void => undefined;
