import type { FileReport } from './file-report.ts';

// A spreadsheet takes a text that begins like this for a formula and would run it.
const formulaStart = /^[=+\-@\t\r]/;

const cell = (text: string): string => {
  const safe = formulaStart.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** The report of bad rows for the person who prepares the list; formulas are made harmless. */
export const issuesAsCsv = (issues: FileReport['issues']): string =>
  [
    'line,column,found,expected',
    ...issues.map(({ line, column, found, expected }) =>
      [String(line), cell(column), cell(found), cell(expected)].join(','),
    ),
    '',
  ].join('\r\n');
