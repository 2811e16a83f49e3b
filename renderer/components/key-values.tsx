import type { ReactNode } from 'react';
import classes from './key-values.module.css';

interface Properties {
  readonly items: readonly (readonly [label: string, value: ReactNode])[];
  readonly columns?: 1 | 2 | 3;
}

/** Labels with their values. */
export function KeyValues({ items, columns = 1 }: Properties) {
  return (
    <dl className={classes.list} style={{ '--columns': columns }}>
      {items.map(([label, value]) => (
        <div key={label} className={classes.item}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
