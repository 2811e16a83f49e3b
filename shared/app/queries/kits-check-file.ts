import type { Refusal } from '../../base/refusal.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { OutputOf } from '../../contracts/index.ts';
import type { KitListMapping } from '../../domain/kit/kit-list-columns.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { previewKitList } from '../kit-list-file/preview-kit-list.ts';
import { kitListContext, readKitList } from '../kit-list-file/read-kit-list.ts';
import type { UploadedTable } from '../kit-list-file/scan-rows.ts';

type Report = OutputOf<'kits.checkFile'>;

/** How every ZIP archive, and so every workbook, begins. */
const isArchive = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

async function uploadedTable(
  { ports }: QueryContext,
  file: { readonly name: string; readonly base64: string },
): Promise<Result<UploadedTable, Refusal>> {
  const bytes = ports.decodeBase64(file.base64);
  if (!isArchive(bytes)) return ok({ name: file.name, bytes, workbook: null });
  const workbook = await ports.readWorkbook(bytes);
  return workbook.ok ? ok({ name: file.name, bytes, workbook: workbook.value }) : workbook;
}

/** Every wrong row under a mapping; none before one was confirmed. */
function rowIssues(
  { db }: QueryContext,
  table: UploadedTable,
  mapping: KitListMapping | undefined,
): Result<Pick<Report, 'issues' | 'issueCount'>, Refusal> {
  if (mapping === undefined) return ok({ issues: [], issueCount: 0 });
  const { definition } = currentDefinition(db);
  const list = readKitList(table, mapping, kitListContext(db, definition));
  if (!list.ok) return list;
  if (list.value.ok) return ok({ issues: [], issueCount: 0 });
  const { issues, total } = list.value.error;
  return ok({
    issues: issues.map(({ line, column, found, expected }) => ({ line, column, found, expected })),
    issueCount: total,
  });
}

export const kitsCheckFile: QueryHandler<'kits.checkFile'> = async (context, input) => {
  const table = await uploadedTable(context, input.file);
  if (!table.ok) return table;
  const preview = previewKitList(table.value);
  if (!preview.ok) return preview;
  const issues = rowIssues(context, table.value, input.mapping);
  if (!issues.ok) return issues;
  const { columns, proposed, questions, rows } = preview.value;
  return ok({
    columns: [...columns],
    preview: preview.value.preview.map((row) => [...row]),
    proposed,
    questions: [...questions],
    rows,
    ...issues.value,
  });
};
