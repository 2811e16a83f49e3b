import type { ReactNode } from 'react';
import classes from './inspector.module.css';

/** A table with its inspector: side by side where there is room, over the table's edge where not. */
export function Beside({ children }: { readonly children: ReactNode }) {
  return <div className={classes.beside}>{children}</div>;
}
