import { readFileSync } from 'node:fs';
import { inspectLogger } from '../../shared/app/logger/inspect-logger.ts';
import { loggerReport } from '../../shared/app/logger/logger-report.ts';
import type { LoggerReport } from '../../shared/app/logger/logger-report.ts';
import type { Refusal } from '../../shared/base/refusal.ts';
import type { ReadingChoices } from '../../shared/engine/parsing/logger/table-layout.ts';
import { isLoggerSealAuthentic } from '../../electron/node/logger-signature.ts';

const verifier = { isAuthentic: isLoggerSealAuthentic };

/** Report or refusal of a file's bytes, by the same way as the command line. */
export function inspected(
  content: string | Uint8Array,
  choices: ReadingChoices = {},
): LoggerReport | Refusal {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const result = inspectLogger({ kind: 'text', bytes }, choices, verifier);
  return result.ok ? loggerReport(result.value) : result.error;
}

/** The report; throws when the file is refused. */
export function reportOf(content: string | Uint8Array, choices: ReadingChoices = {}): LoggerReport {
  const result = inspected(content, choices);
  if ('rule' in result) throw new Error(`refused: ${result.rule}: ${result.message}`);
  return result;
}

/** The refusal; throws when the file is read. */
export function refusalOf(content: string | Uint8Array, choices: ReadingChoices = {}): Refusal {
  const result = inspected(content, choices);
  if (!('rule' in result)) throw new Error(`read: ${JSON.stringify(result).slice(0, 300)}`);
  return result;
}

export const loggerFixture = (name: string): Buffer =>
  readFileSync(`${import.meta.dirname}/../fixtures/loggers/${name}`);

/** The numbers of lines that warnings name, with a part of their message. */
export const warned = (report: LoggerReport, part: string): readonly number[] =>
  report.warnings.filter(({ message }) => message.includes(part)).map(({ line }) => line);
