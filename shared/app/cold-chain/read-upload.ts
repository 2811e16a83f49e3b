import { canonicalJson } from '../../base/canonical-json.ts';
import type { Refusal } from '../../base/refusal.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { InspectedFile, ReadingChoicesInput } from '../../contracts/cold-chain-parts.ts';
import type { MappingProfile } from '../../engine/parsing/logger/mapping-profile.ts';
import { choicesOfProfile } from '../../engine/parsing/logger/mapping-profile.ts';
import { loggerText } from '../../engine/parsing/logger/logger-text.ts';
import { Findings } from '../../engine/parsing/logger/findings.ts';
import { linesOf, rowsOfGrid } from '../../engine/parsing/logger/rows.ts';
import { rowsOfText } from '../../engine/parsing/logger/read-logger.ts';
import type { Rows } from '../../engine/parsing/logger/rows.ts';
import type { ReadingChoices } from '../../engine/parsing/logger/table-layout.ts';
import { loggerMappings } from '../../store/queries/storage-profiles.ts';
import type { QueryContext } from '../handlers.ts';
import { inspectLogger } from '../logger/inspect-logger.ts';
import type { InspectedLogger, LoggerSource } from '../logger/inspect-logger.ts';
import { loggerReport } from '../logger/logger-report.ts';
import { workbookSource } from '../logger/sheet-cells.ts';
import type { WorkbookSheet } from '../ports.ts';

/** A logger's file that was read, with everything that is told of it. */
export interface ReadUpload {
  readonly logger: InspectedLogger;
  readonly inspected: InspectedFile;
  /** Name of the mapping that was applied; null where none is known for these headings. */
  readonly mapping: string | null;
}

/** Bytes of a text, or sheets of a workbook that the door has read. */
export const sourceOf = (
  bytes: Uint8Array,
  workbook: readonly WorkbookSheet[] | null,
): LoggerSource => (workbook === null ? { kind: 'text', bytes } : workbookSource(workbook));

/** The tables that may hold the headings of a mapping. */
function tablesOf(source: LoggerSource): readonly Rows[] {
  if (source.kind === 'workbook') return source.sheets.map(({ rows }) => rowsOfGrid(rows));
  const text = loggerText(source.bytes, new Findings());
  const lines = text.ok ? linesOf(text.value) : null;
  return lines?.ok === true ? [rowsOfText(lines.value, {})] : [];
}

interface Remembered {
  readonly name: string;
  readonly choices: ReadingChoices;
}

/** The latest confirmed mapping whose headings the file has. */
function remembered({ db }: QueryContext, source: LoggerSource): Remembered | null {
  const mappings = loggerMappings(db);
  const tables = mappings.length === 0 ? [] : tablesOf(source);
  for (const { name, body } of mappings) {
    const profile = JSON.parse(body) as MappingProfile;
    for (const rows of tables) {
      const found = choicesOfProfile(profile, rows);
      if (found.ok) return { name, choices: found.value };
    }
  }
  return null;
}

const given = (choices: ReadingChoicesInput): ReadingChoices =>
  Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined));

function inspectedFile(logger: InspectedLogger): InspectedFile {
  const report = loggerReport(logger);
  const { table } = logger.file;
  const column = table?.headings[table.layout.temperatureColumn];
  return {
    format: report.format,
    kind: report.kind,
    model: report.model,
    serial: report.serial,
    signature: report.signature,
    zone: report.zone,
    intervalSeconds: report.interval_s,
    readings: report.readings,
    first: report.first,
    last: report.last,
    minC: report.min_c,
    maxC: report.max_c,
    meanC: report.mean_c,
    mktC: report.mkt_c,
    gaps: report.gaps,
    gapSeconds: report.gap_s,
    duplicates: report.duplicates,
    missing: report.missing,
    unreadable: report.unreadable,
    outOfOrder: report.out_of_order,
    nonexistentTimes: report.nonexistent_times,
    ambiguousTimes: report.ambiguous_times,
    warnings: report.warnings.map(({ line, message }) => ({ line, message })),
    headings: [...(table?.headings ?? [])],
    column: table === null ? null : column || String(table.layout.temperatureColumn + 1),
    unit: report.columns?.unit ?? null,
  };
}

/** Reads an uploaded file by what the person chose, and by a mapping that was confirmed for its headings. */
export function readUpload(
  context: QueryContext,
  source: LoggerSource,
  asked: { readonly fileName: string; readonly choices: ReadingChoicesInput },
): Result<ReadUpload, Refusal> {
  const known = remembered(context, source);
  const choices = { ...known?.choices, ...given(asked.choices), fileName: asked.fileName };
  const logger = inspectLogger(source, choices, context.ports.loggerSeals);
  if (!logger.ok) return logger;
  return ok({
    logger: logger.value,
    inspected: inspectedFile(logger.value),
    mapping: known?.name ?? null,
  });
}

/**
 * What an import is known by, so that nothing is imported twice: the digest of the file, and the sheet
 * where a workbook has several.
 */
export function identityOf(
  sha256: string,
  source: LoggerSource,
  { file }: InspectedLogger,
): string {
  const isOneOfSeveral =
    source.kind === 'workbook' && source.sheets.filter(({ rows }) => rows.length > 0).length > 1;
  return isOneOfSeveral ? `${sha256} sheet ${file.sheet}` : sha256;
}

/** What headings are known by. */
export const headingsKey = (headings: readonly string[]): string => canonicalJson([...headings]);
