import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { Column, Sorting } from './table-column.ts';
import classes from './table.module.css';

interface Properties<Row> {
  readonly columns: readonly Column<Row>[];
  readonly sorting?: Sorting;
}

const directionOf = (sorting: Sorting | undefined, sort: string | undefined) => {
  if (sorting === undefined || sort === undefined) return undefined;
  if (sorting.by !== sort) return 'none' as const;
  return sorting.isDescending ? ('descending' as const) : ('ascending' as const);
};

/** Column heads; a sortable one is a button. */
export function TableHeader<Row>({ columns, sorting }: Properties<Row>) {
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.headRow}>
        {columns.map((column) => {
          const direction = directionOf(sorting, column.sort);
          const { sort } = column;
          return (
            <div
              key={column.key}
              role="columnheader"
              aria-sort={direction}
              aria-label={column.headerLabel}
              className={classes.headCell}
              data-align={column.align}
            >
              {direction === undefined || sort === undefined ? (
                column.header
              ) : (
                <button type="button" onClick={() => sorting?.sort(sort)}>
                  {column.header}
                  <span className={classes.arrow} data-shown={direction !== 'none'} aria-hidden>
                    {direction === 'descending' ? (
                      <IconArrowDown size={13} />
                    ) : (
                      <IconArrowUp size={13} />
                    )}
                  </span>
                </button>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
