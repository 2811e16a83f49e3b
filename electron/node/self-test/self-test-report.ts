import type { PrintBlock, PrintDocument } from '../../../shared/app/ports.ts';
import { timeInWords } from '../../../shared/app/queries/slip.ts';
import type { Instant } from '../../../shared/base/instant.ts';
import type { SelfTestItem, SelfTestResult } from '../../../shared/contracts/self-test.ts';

const groupWords: Readonly<Record<SelfTestItem['group'], string>> = {
  program: 'Program',
  machine: 'Machine',
  engine: 'Known answers of the engine',
  cryptography: 'Known answers of cryptography',
  study: 'Open study',
  host: 'Host',
};

/** Long digests break so that they fit into a column. */
const breakable = (text: string): string => text.replace(/([0-9a-f]{16})(?=[0-9a-f])/g, '$1 ');

function groupBlocks(
  items: readonly SelfTestItem[],
  group: SelfTestItem['group'],
): readonly PrintBlock[] {
  const rows = items
    .filter((one) => one.group === group)
    .map(({ item, expected, found, passed }) => [
      passed ? 'pass' : 'FAIL',
      item,
      breakable(expected),
      breakable(found),
    ]);
  if (rows.length === 0) return [];
  return [
    { kind: 'heading', text: groupWords[group] },
    { kind: 'table', header: ['', 'Item', 'Expected', 'Found'], rows },
  ];
}

/** The report of a self-test for the file of the installation qualification, with a place to sign. */
export function selfTestReport(result: SelfTestResult): PrintDocument {
  const failed = result.items.filter(({ passed }) => !passed).length;
  const verdict =
    failed === 0
      ? `All ${result.items.length} items pass.`
      : `${failed} of ${result.items.length} items FAIL.`;
  return {
    title: `Cachet ${result.version} self-test`,
    language: 'en',
    blocks: [
      { kind: 'heading', text: 'Self-test of the installation (IQ)' },
      {
        kind: 'facts',
        rows: [
          ['Program', `Cachet ${result.version}`],
          ['Platform', `${process.platform} ${process.arch}, Node ${process.versions.node}`],
          ['Made at', timeInWords(result.at as Instant, 0)],
          ['Result', verdict],
        ],
      },
      ...(Object.keys(groupWords) as SelfTestItem['group'][]).flatMap((group) =>
        groupBlocks(result.items, group),
      ),
      {
        kind: 'facts',
        rows: [
          ['Checked by', ''],
          ['Date and signature', ''],
        ],
      },
    ],
  };
}
