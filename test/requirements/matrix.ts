import { csvText } from '../../shared/base/csv.ts';
import type { Counts } from '../test-counts.ts';
import type { Requirement, Tags } from './traceability.ts';

/** Results of the last run by file of tests. */
export type Results = ReadonlyMap<string, Counts>;

/** One requirement with its tests and what they said. */
export interface MatrixRow extends Requirement {
  readonly tests: readonly (Counts & { readonly file: string })[];
  /** `passed` only when every file of it ran and none failed. */
  readonly result: 'passed' | 'failed' | 'not run';
}

const nothing: Counts = { passed: 0, failed: 0, skipped: 0 };

function resultOf(tests: readonly Counts[]): MatrixRow['result'] {
  if (tests.some(({ failed }) => failed > 0)) return 'failed';
  return tests.length > 0 && tests.every(({ passed }) => passed > 0) ? 'passed' : 'not run';
}

export const matrixOf = (
  requirements: readonly Requirement[],
  tags: Tags,
  results: Results,
): readonly MatrixRow[] =>
  requirements.map((requirement) => {
    const files = tags.get(requirement.id) ?? [];
    const tests = files.map((file) => ({ file, ...(results.get(file) ?? nothing) }));
    return { ...requirement, tests, result: resultOf(tests) };
  });

const header = [
  'Requirement',
  'Area',
  'Statement',
  'Source',
  'Test',
  'Passed',
  'Failed',
  'Skipped',
  'Result',
];

/** One line a requirement and file of tests. */
export const matrixCsv = (rows: readonly MatrixRow[]): string =>
  csvText(
    header,
    rows.flatMap(({ id, area, statement, source = '', tests, result }) =>
      tests.map(({ file, passed, failed, skipped }) => [
        id,
        area,
        statement,
        source,
        file,
        passed,
        failed,
        skipped,
        result,
      ]),
    ),
  );

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const styles = `body{font:14px/1.5 system-ui,sans-serif;margin:32px;color:#1c2430}h1{font-size:22px}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:6px 10px;border-bottom:1px solid #d8dde4}
th{position:sticky;top:0;background:#f4f6f8}code{font-size:12px}.passed{color:#17693a}.failed{color:#a8201a;font-weight:700}small{color:#5b6675}`;

const rowOf = ({ id, statement, source, tests, result }: MatrixRow): string =>
  `<tr><td>${id}</td><td>${escaped(statement)}<br><small>${escaped(source ?? '')}</small></td><td>${tests
    .map(
      ({ file, passed, failed }) => `<code>${escaped(file)}</code> ${passed} / ${passed + failed}`,
    )
    .join('<br>')}</td><td class="${result.replace(' ', '-')}">${result}</td></tr>`;

/** The matrix as a page to read and print; no script in it. */
export const matrixHtml = (rows: readonly MatrixRow[], at: string): string =>
  `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Requirements and tests</title><style>${styles}</style></head><body>
<h1>Requirements and tests</h1><p>Results of the run of ${escaped(at)}.</p>
<table><thead><tr><th>Requirement</th><th>Statement</th><th>Tests (passed of run)</th><th>Result</th></tr></thead><tbody>
${rows.map(rowOf).join('\n')}
</tbody></table></body></html>
`;
