import type { SelfTestResult } from '../../../shared/contracts/self-test.ts';
import type { Verification } from '../../../shared/contracts/trail.ts';
import type { ValidationSummary } from '../../../shared/contracts/validation.ts';
import type { Traceability, TracedRequirement } from './traceability.ts';

export interface SummaryGiven {
  readonly version: string;
  readonly traceability: Traceability | null;
  readonly selfTest: SelfTestResult;
  /** Of the open study; null when none is open. */
  readonly verification: Verification | null;
}

const countOf = (rows: readonly TracedRequirement[], result: TracedRequirement['result']): number =>
  rows.filter((row) => row.result === result).length;

function areasOf(rows: readonly TracedRequirement[]): ValidationSummary['areas'] {
  return [...new Set(rows.map(({ area }) => area))].map((area) => {
    const own = rows.filter((row) => row.area === area);
    return {
      area,
      requirements: own.length,
      passed: countOf(own, 'passed'),
      failed: countOf(own, 'failed'),
      notRun: countOf(own, 'not run'),
    };
  });
}

function testDeviations({ version, traceability }: SummaryGiven): readonly string[] {
  if (traceability === null) return ['This installation carries no results of its tests.'];
  const { totals, requirements } = traceability;
  return [
    ...(traceability.version === version
      ? []
      : [`The results are of version ${traceability.version}, not of ${version}.`]),
    ...(totals.failed === 0 ? [] : [`${totals.failed} tests failed.`]),
    ...(totals.skipped === 0 ? [] : [`${totals.skipped} tests were skipped.`]),
    ...requirements
      .filter(({ result }) => result !== 'passed')
      .map(({ id, result, statement }) => `${id} ${result}: ${statement}`),
  ];
}

/** What is known about the fitness of this installation, and everything that deviates. */
export function validationSummaryOf(given: SummaryGiven): ValidationSummary {
  const { version, traceability, selfTest, verification } = given;
  const failed = selfTest.items.filter(({ passed }) => !passed);
  return {
    version,
    testedAt: traceability?.at ?? null,
    tests: {
      ...(traceability?.totals ?? { passed: 0, failed: 0, skipped: 0 }),
      files: traceability?.files ?? 0,
    },
    areas: areasOf(traceability?.requirements ?? []),
    selfTest: { items: selfTest.items.length, failed: failed.length },
    study:
      verification === null ? null : { entries: verification.entries, verified: verification.ok },
    deviations: [
      ...failed.map(
        ({ item, expected, found }) => `Self-test, ${item}: expected ${expected}, found ${found}.`,
      ),
      ...testDeviations(given),
      ...(verification?.checks ?? [])
        .filter(({ passed }) => !passed)
        .map(({ check, detail }) => `The open study, ${check}: ${detail}`),
    ],
  };
}
