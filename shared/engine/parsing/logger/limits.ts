/** Bounds on what is read, so that no file can exhaust memory or time. */
export const loggerLimits = {
  /** Bytes of one file. */
  bytes: 64 * 1024 * 1024,
  /** Lines of one file: five years at one minute and as much again. */
  lines: 5_000_000,
  /** Characters of one line. */
  lineLength: 65_536,
  /** Cells of one line. */
  cells: 1_024,
  /** Lines at the top in which preamble and header are looked for. */
  headerLines: 200,
  /** Warnings of one kind that are listed singly; the rest is summed up with a count. */
  warningsPerKind: 100,
} as const;
