import { createHash } from 'node:crypto';
import { projectedTables } from '../../shared/store/projections/projections.ts';
import type { SqlDatabase } from '../../shared/store/sql-database.ts';

const tables = [
  ...projectedTables,
  { table: 'ledger', order: 'sequence' },
  { table: 'request', order: 'id' },
];

/** SHA-256 of every table of a study, ledger and remembered replies included. */
export function tableDigests(db: SqlDatabase): Readonly<Record<string, string>> {
  return Object.fromEntries(
    tables.map(({ table, order }) => {
      const hash = createHash('sha256');
      for (const row of db.prepare(`SELECT * FROM ${table} ORDER BY ${order}`).rows()) {
        for (const value of row) {
          hash.update(value instanceof Uint8Array ? value : String(value)).update('\0');
        }
      }
      return [table, hash.digest('hex')];
    }),
  );
}
