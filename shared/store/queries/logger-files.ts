import type { SqlDatabase, SqlValue } from '../sql-database.ts';

/** An imported file without its readings; `facts` is JSON. */
export interface LoggerRecord {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly sha256: string;
  readonly facts: string;
  readonly shipment: string | null;
  readonly place: string | null;
  readonly excursion: string | null;
  readonly mapping: string | null;
  readonly importedAt: string;
  readonly importedBy: string;
}

const columns = `logger_file.id, logger_file.code, logger_file.name, logger_file.sha256, logger_file.facts,
  shipment.code AS shipment, place.code AS place, excursion.code AS excursion, logger_file.mapping,
  logger_file.imported_at AS importedAt, logger_file.imported_by AS importedBy`;
const joined = `FROM logger_file LEFT JOIN shipment ON shipment.id = logger_file.shipment
  LEFT JOIN place ON place.id = logger_file.place
  LEFT JOIN excursion ON excursion.file = logger_file.id`;

export const loggerFileByCode = (db: SqlDatabase, code: string): LoggerRecord | undefined =>
  db.prepare(`SELECT ${columns} ${joined} WHERE logger_file.code = ?`).get<LoggerRecord>(code);

/** Code of the import with this digest. */
export const loggerFileWithDigest = (db: SqlDatabase, sha256: string): string | undefined =>
  db.prepare('SELECT code FROM logger_file WHERE sha256 = ?').get<{ code: string }>(sha256)?.code;

/** Readings in the stored form, days and warnings as JSON. */
export interface LoggerContent {
  readonly series: string;
  readonly days: string;
  readonly warnings: string;
  readonly facts: string;
}

export const loggerContent = (db: SqlDatabase, id: number): LoggerContent =>
  db
    .prepare('SELECT series, days, warnings, facts FROM logger_file WHERE id = ?')
    .get(id) as unknown as LoggerContent;

/** Which files a person may see: all (`places` null), or those of shipments and places of the own sites. */
export interface FileFilter {
  readonly places: readonly number[] | null;
  readonly search: string | null;
  readonly offset: number;
  readonly limit: number;
}

export function loggerFileWindow(
  db: SqlDatabase,
  filter: FileFilter,
): { readonly total: number; readonly rows: readonly LoggerRecord[] } {
  const parts = ['1'];
  const values: SqlValue[] = [];
  if (filter.places !== null) {
    const own = '(SELECT value FROM json_each(?))';
    parts.push(
      `(logger_file.place IN ${own} OR shipment.from_place IN ${own} OR shipment.to_place IN ${own})`,
    );
    const list = JSON.stringify(filter.places);
    values.push(list, list, list);
  }
  if (filter.search !== null) {
    parts.push(
      `(logger_file.code LIKE ? OR logger_file.name LIKE ? OR logger_file.serial = ? OR shipment.code = ?)`,
    );
    values.push(`%${filter.search}%`, `%${filter.search}%`, filter.search, filter.search);
  }
  const where = `WHERE ${parts.join(' AND ')}`;
  const { total } = db.prepare(`SELECT count(*) AS total ${joined} ${where}`).get(...values) as {
    total: number;
  };
  const rows = db
    .prepare(`SELECT ${columns} ${joined} ${where} ORDER BY logger_file.id DESC LIMIT ? OFFSET ?`)
    .all<LoggerRecord>(...values, filter.limit, filter.offset);
  return { total, rows };
}

/** Imports of one logger whose readings lie in the same time. */
export const loggerFilesBetween = (
  db: SqlDatabase,
  serial: string,
  from: number,
  to: number,
): readonly { readonly id: number; readonly code: string }[] =>
  db
    .prepare(
      'SELECT id, code FROM logger_file WHERE serial = ? AND first_s <= ? AND last_s >= ? ORDER BY id',
    )
    .all<{ id: number; code: string }>(serial, to, from);

export const countLoggerFiles = (db: SqlDatabase): number =>
  (db.prepare('SELECT count(*) AS n FROM logger_file').get() as { n: number }).n;
