import type { PrintBlock, PrintDocument } from '../../../shared/app/ports.ts';
import { timeInWords } from '../../../shared/app/queries/slip.ts';
import type { Instant } from '../../../shared/base/instant.ts';
import type { ValidationSummary } from '../../../shared/contracts/validation.ts';
import type { Traceability } from './traceability.ts';

interface Given {
  readonly summary: ValidationSummary;
  readonly traceability: Traceability | null;
  readonly study: string | null;
  readonly at: string;
}

const facts = (rows: readonly (readonly [string, string])[]): PrintBlock => ({
  kind: 'facts',
  rows,
});
const heading = (text: string): PrintBlock => ({ kind: 'heading', text });

const installation = ({ selfTest }: ValidationSummary): readonly PrintBlock[] => [
  heading('Installation qualification (IQ)'),
  facts([
    ['Self-test', `${selfTest.items} items, ${selfTest.failed} failed`],
    ['Its report', 'is printed from the Study screen or by cachet selftest --pdf'],
  ]),
];

function operation({ tests, testedAt, areas }: ValidationSummary): readonly PrintBlock[] {
  return [
    heading('Operational qualification (OQ)'),
    facts([
      ['Tests run at', testedAt ?? 'no results in this installation'],
      [
        'Tests',
        `${tests.passed} passed, ${tests.failed} failed, ${tests.skipped} skipped in ${tests.files} files`,
      ],
    ]),
    {
      kind: 'table',
      header: ['Area', 'Requirements', 'Passed', 'Failed', 'Not run'],
      rows: areas.map((row) => [
        row.area,
        String(row.requirements),
        String(row.passed),
        String(row.failed),
        String(row.notRun),
      ]),
    },
  ];
}

const performance = ({ summary, study }: Given): readonly PrintBlock[] => [
  heading('Performance qualification (PQ)'),
  facts(
    summary.study === null
      ? [['Study', 'none is open']]
      : [
          ['Study', study ?? ''],
          ['Entries of the trail', String(summary.study.entries)],
          ['Verification of the trail', summary.study.verified ? 'whole' : 'NOT whole'],
        ],
  ),
];

const deviations = ({ deviations: found }: ValidationSummary): readonly PrintBlock[] => [
  heading('Deviations'),
  found.length === 0
    ? { kind: 'text', text: 'None.' }
    : {
        kind: 'table',
        header: ['', 'Deviation'],
        rows: found.map((text, i) => [String(i + 1), text]),
      },
];

const matrix = (traceability: Traceability | null): readonly PrintBlock[] =>
  traceability === null
    ? []
    : [
        heading('Requirements'),
        {
          kind: 'table',
          header: ['Id', 'Result', 'Tests', 'Statement'],
          rows: traceability.requirements.map(({ id, result, tests, statement, source }) => [
            id,
            result,
            String(tests.length),
            source === undefined ? statement : `${statement} (${source})`,
          ]),
        },
      ];

/** The validation summary: what was installed, what was tested, how the study stands, what deviates; with places to sign. */
export function validationReport(given: Given): PrintDocument {
  const { summary, traceability, at } = given;
  const verdict =
    summary.deviations.length === 0
      ? 'No deviation was found.'
      : `${summary.deviations.length} deviations are to be assessed.`;
  return {
    title: `Cachet ${summary.version} validation summary`,
    language: 'en',
    blocks: [
      heading('Validation summary'),
      facts([
        ['Program', `Cachet ${summary.version}`],
        ['Platform', `${process.platform} ${process.arch}`],
        ['Made at', timeInWords(at as Instant, 0)],
        ['Result', verdict],
      ]),
      ...installation(summary),
      ...operation(summary),
      ...performance(given),
      ...deviations(summary),
      heading('Signatures'),
      facts([
        ['System owner', ''],
        ['Quality assurance', ''],
      ]),
      ...matrix(traceability),
    ],
  };
}
