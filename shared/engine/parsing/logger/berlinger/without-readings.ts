import { refusal } from '../../../../base/refusal.ts';
import type { Refusal } from '../../../../base/refusal.ts';
import { err, ok } from '../../../../base/result.ts';
import type { Result } from '../../../../base/result.ts';
import { noOrderCounts } from '../logger-file.ts';
import type { LoggerFile } from '../logger-file.ts';
import { statedExtremes, withoutReadings, zoneOf } from './berlinger.ts';
import type { Berlinger } from './berlinger.ts';
import { dailyHistory } from './daily-records.ts';
import type { DailyHistory } from './daily-records.ts';
import { child } from './outline.ts';
import type { OutlineNode } from './outline.ts';

const emptyHistory = (file: Berlinger, hist: OutlineNode): Refusal =>
  refusal(
    'no-readings',
    `The history at line ${hist.line} holds no day that can be read.`,
    'Read the logger out again; a logger that was just started has no history yet.',
    file.findings
      .list()
      .slice(0, 5)
      .map(({ line, message }) => `Line ${line}: ${message}`),
  );

const countsOf = (history: DailyHistory) => ({
  spacing: {
    intervalSeconds: 86_400,
    gaps: history.gaps,
    gapSeconds: history.missingDays * 86_400,
  },
  lines: {
    dataLines: history.found,
    read: history.records.length - history.missing,
    missing: history.missing,
    unreadable: history.unreadable,
    otherDevice: 0,
  },
  order: { ...noOrderCounts, duplicates: history.duplicates, conflicts: history.duplicates },
});

/** Reads the daily history of a logger that keeps only the extremes of each day. */
export function readDaily(file: Berlinger, hist: OutlineNode): Result<LoggerFile, Refusal> {
  const zone = zoneOf(file);
  if (!zone.ok) return zone;
  const endsInRecord =
    child(file.root, 'Cert') === null && !/[\r\n]$/.test(file.lines.text.slice(-1));
  const history = dailyHistory(hist, file.unit ?? 'C', endsInRecord, file.findings);
  if (history.records.length === 0) return err(emptyHistory(file, hist));
  file.findings.add(
    'daily',
    hist.line,
    `The logger keeps only the extremes of each day: ${history.records.length} daily records, no single readings. No mean kinetic temperature can be calculated.`,
  );
  return ok({
    ...withoutReadings(file, zone.value),
    ...countsOf(history),
    kind: 'daily',
    daily: history.records,
    warnings: file.findings.list(),
  });
}

/** Reads the result of a run of which the file keeps nothing else. */
export function readSummary(file: Berlinger): Result<LoggerFile, Refusal> {
  const zone = zoneOf(file);
  if (!zone.ok) return zone;
  const stated = statedExtremes(file);
  if (stated.min === null && stated.max === null) {
    return err(
      refusal(
        'no-readings',
        'The file has neither readings (Data:), nor a daily history (Hist:), nor a result (Res:).',
        'Check that the file is complete: it ends with a line that begins with Sig:.',
      ),
    );
  }
  file.findings.add(
    'summary',
    child(file.root, 'Res')?.line ?? 0,
    'The logger states only the extremes of the whole run: no readings, no mean kinetic temperature.',
  );
  return ok({
    ...withoutReadings(file, zone.value),
    kind: 'summary',
    stated,
    warnings: file.findings.list(),
  });
}
