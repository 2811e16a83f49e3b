import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rows } from '../state/use-rows.ts';
import { FailureNotice } from './failure-notice.tsx';
import { countText } from './format.ts';
import { TableHeader } from './table-header.tsx';
import type { Column, Sorting } from './table-column.ts';
import { useRowKeys } from './use-row-keys.ts';
import classes from './table.module.css';

const rowHeight = 32;

interface Properties<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: Rows<Row>;
  readonly rowKey: (row: Row) => string;
  readonly openKey?: string | null;
  readonly onOpen?: (row: Row) => void;
  readonly sorting?: Sorting;
  readonly empty: ReactNode;
}

/** A table of any length: only the rows in view are in the page and in memory. */
export function WindowedTable<Row>(properties: Properties<Row>) {
  const { label, columns, rows, rowKey, openKey = null, onOpen, sorting, empty } = properties;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const total = rows.total ?? 24;
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 16,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const { view } = rows;
  useEffect(() => view(first, last), [view, first, last]);
  const keys = useRowKeys(virtual, total, (index) => {
    const row = rows.rowAt(index);
    if (row !== undefined) onOpen?.(row);
  });
  const template = columns.map((column) => column.width).join(' ');

  if (rows.failure !== undefined) {
    return (
      <div className={classes.failure}>
        <FailureNotice failure={rows.failure} />
      </div>
    );
  }
  if (rows.total === 0) return empty;
  return (
    <div className={classes.frame} style={{ '--columns': template }}>
      <div
        ref={scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={rows.total ?? -1}
        aria-busy={rows.total === undefined || rows.isFormer}
        className={classes.scroller}
        onKeyDown={keys.onKeyDown}
      >
        <TableHeader columns={columns} {...(sorting === undefined ? {} : { sorting })} />
        <div role="rowgroup" className={classes.rows} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = rows.rowAt(index);
            return (
              <div
                key={index}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={row !== undefined && rowKey(row) === openKey}
                data-index={index}
                tabIndex={index === keys.active ? 0 : -1}
                className={onOpen === undefined ? classes.row : classes.openRow}
                style={{ transform: `translateY(${start}px)` }}
                onClick={() => row !== undefined && onOpen?.(row)}
                onFocus={() => keys.setActive(index)}
              >
                {columns.map((column) => (
                  <div
                    key={column.key}
                    role="gridcell"
                    className={classes.cell}
                    data-align={column.align}
                  >
                    {row === undefined ? <span className={classes.waiting} /> : column.cell(row)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
      <footer className={classes.footer} aria-live="polite">
        {rows.total === undefined
          ? ' '
          : t('common.rows', { count: rows.total, shown: countText(rows.total) })}
      </footer>
    </div>
  );
}
