import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly key: string;
  readonly header: ReactNode;
  /** Read aloud when the header is not text. */
  readonly headerLabel?: string;
  /** A grid track, e.g. `minmax(120px, 1fr)`. */
  readonly width: string;
  readonly align?: 'right' | 'center';
  /** Name of the order in the core; absent: not sortable. */
  readonly sort?: string;
  readonly cell: (row: Row) => ReactNode;
}

export interface Sorting {
  readonly by: string;
  readonly isDescending: boolean;
  sort(by: string): void;
}
