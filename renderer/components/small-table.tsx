import type { ReactNode } from 'react';
import type { Column } from './table-column.ts';
import { TableHeader } from './table-header.tsx';
import classes from './table.module.css';

interface Properties<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Undefined while the first answer is on its way. */
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  readonly empty: ReactNode;
  readonly waitingRows?: number;
  /** Beyond this height, in px, it scrolls within itself. */
  readonly maxHeight?: number;
}

/** A table of some dozens of rows; as many placeholders as there will probably be rows, so that nothing jumps. */
export function SmallTable<Row>(properties: Properties<Row>) {
  const { label, columns, rows, rowKey, empty, waitingRows = 4, maxHeight } = properties;
  if (rows?.length === 0) return empty;
  const template = columns.map((column) => column.width).join(' ');
  const shown: readonly (Row | undefined)[] = rows ?? Array.from({ length: waitingRows });
  return (
    <div
      role="group"
      aria-label={label}
      tabIndex={0}
      style={{ '--columns': template, overflow: 'auto', maxHeight }}
    >
      <div role="table" aria-label={label} aria-busy={rows === undefined}>
        <TableHeader columns={columns} />
        <div role="rowgroup" style={{ minWidth: 'fit-content' }}>
          {shown.map((row, index) => (
            <div
              key={row === undefined ? index : rowKey(row)}
              role="row"
              className={classes.plainRow}
            >
              {columns.map((column) => (
                <div
                  key={column.key}
                  role="cell"
                  className={classes.cell}
                  data-align={column.align}
                >
                  {row === undefined ? <span className={classes.waiting} /> : column.cell(row)}
                </div>
              ))}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
