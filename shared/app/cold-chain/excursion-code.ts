import { countExcursions } from '../../store/queries/excursion-rows.ts';
import { countLoggerFiles } from '../../store/queries/logger-files.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';

const padded = (number: number): string => String(number).padStart(5, '0');

/** `EX-00042`, the next of the study. */
export const newExcursionCode = (db: SqlDatabase): string =>
  `EX-${padded(countExcursions(db) + 1)}`;

/** `TL-00042`, the next of the study. */
export const newLoggerFileCode = (db: SqlDatabase): string =>
  `TL-${padded(countLoggerFiles(db) + 1)}`;
