import type { ReactNode } from 'react';
import { FigureMenu } from '../../charts/figure-menu.tsx';
import chart from '../../charts/lab-chart.module.css';
import { wordColumns } from '../../charts/word-columns.ts';
import { Panel } from '../../components/panel.tsx';
import classes from './forecast.module.css';

interface Properties {
  readonly title: string;
  readonly note?: string;
  /** File name without ending. */
  readonly name: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What else can be done with it. */
  readonly actions?: ReactNode;
  /** Said in place of an empty table. */
  readonly empty: string;
}

/** Figures as a table that is saved as CSV or XLSX. */
export function DataTable({ title, note, name, heads, rows, actions, empty }: Properties) {
  const words = wordColumns(rows);
  const save = (
    <>
      {actions}
      <FigureMenu title={title} name={name} table={{ heads, rows }} />
    </>
  );
  return (
    <Panel
      title={title}
      isFlush
      {...(note === undefined ? {} : { note })}
      {...(rows.length === 0 ? {} : { actions: save })}
    >
      {rows.length === 0 ? (
        <p className={classes.nothing}>{empty}</p>
      ) : (
        <div className={classes.scroller} role="group" aria-label={title} tabIndex={0}>
          <table className={chart.table} aria-label={title}>
            <thead>
              <tr>
                {heads.map((head, column) => (
                  <th key={head} scope="col" data-words={words[column]}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={index}>
                  {row.map((cell, column) => (
                    <td key={column} data-words={words[column]}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
