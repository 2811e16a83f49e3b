import { createContext } from 'react';
import type { FigureTable } from './lab-figure-table.tsx';

/** A table whose figures are numbers. */
export interface NumberTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

interface Workbooks {
  readonly numbersOf: (table: FigureTable) => NumberTable;
  readonly save: (name: string, table: FigureTable) => Promise<void>;
}

/** How tables within become workbooks; null where they are saved as text alone. */
export const WorkbookContext = createContext<Workbooks | null>(null);
