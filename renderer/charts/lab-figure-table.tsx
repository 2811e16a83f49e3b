import classes from './lab-chart.module.css';
import { wordColumns } from './word-columns.ts';

export interface FigureTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The numbers of a figure. */
export function FigureTableView({
  label,
  table,
}: {
  readonly label: string;
  readonly table: FigureTable;
}) {
  const words = wordColumns(table.rows);
  return (
    <div className={classes.tableScroller} role="group" aria-label={label} tabIndex={0}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {table.heads.map((head, column) => (
              <th key={head} scope="col" data-words={words[column]}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row[0]}>
              {row.map((cell, index) => (
                <td key={index} data-words={words[index]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
