import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { locateKitListColumns } from '../../domain/kit/kit-list-columns.ts';
import type { KitListMapping } from '../../domain/kit/kit-list-columns.ts';
import { KitListReader } from '../../domain/kit/kit-list-reader.ts';
import type { KitListContext, KitListOutcome } from '../../domain/kit/kit-list-reader.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import { numberFault } from '../../engine/kit-numbers/number-format.ts';
import { countKits, isKitNumberTaken, isSequenceTaken } from '../../store/queries/kit-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { scanRows } from './scan-rows.ts';
import type { UploadedTable } from './scan-rows.ts';

const issuesKept = 200;

/** What the study says of kit numbers and types, and what the store says of those in use. */
export function kitListContext(db: SqlDatabase, definition: StudyDefinition): KitListContext {
  const isFirst = countKits(db) === 0;
  return {
    kitTypes: definition.kitTypes,
    numberFault: (number) => numberFault(number, definition.kitNumbers),
    isTaken: isFirst ? () => false : (number) => isKitNumberTaken(db, number),
    isSequenceTaken: isFirst ? () => false : (sequence) => isSequenceTaken(db, sequence),
    issuesKept,
  };
}

/**
 * Reads a whole kit list: headings, then every row against the study. Refuses a file or headings that cannot be
 * read; wrong rows are the outcome's matter.
 */
export function readKitList(
  table: UploadedTable,
  mapping: KitListMapping,
  context: KitListContext,
  onPiece: (done: number, total: number) => void = () => undefined,
): Result<KitListOutcome, Refusal> {
  let reader: KitListReader | undefined;
  let columnsRefusal: Refusal | undefined;
  const unread = scanRows(
    table,
    (cells, line) => {
      if (reader !== undefined) return reader.row(cells, line);
      if (columnsRefusal !== undefined) return undefined;
      const columns = locateKitListColumns(cells, mapping);
      if (columns.ok) reader = new KitListReader(columns.value, context);
      else columnsRefusal = columns.error;
      return undefined;
    },
    onPiece,
  );
  const refused = columnsRefusal ?? unread;
  if (refused !== null) return err(refused);
  if (reader === undefined || reader.rows === 0) return err(emptyFile(table.name));
  return ok(reader.finish());
}

const emptyFile = (name: string): Refusal =>
  refusal(
    'kit-list-empty',
    `${name} holds no kits.`,
    'Give a file with a heading row and one row a kit.',
  );
