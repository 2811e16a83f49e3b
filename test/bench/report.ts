import type { SuiteResult } from './measure.ts';

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function quantity(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)} M`;
  if (value >= 1e4) return `${(value / 1e3).toFixed(1)} k`;
  return value.toPrecision(3);
}

/** The result of one suite as lines for a person. */
export function describeResult(result: SuiteResult): readonly string[] {
  const { rounds } = result;
  if (result.gate !== 'passed') return [`✗ ${result.name}: wrong, not timed: ${result.gate}`];
  const seconds = median(rounds.map((round) => round.seconds));
  const rate = median(rounds.map((round) => round.rate));
  const lines = [
    `${result.name}: ${(seconds * 1000).toFixed(1)} ms, ${quantity(rate)} ${result.unit}/s`,
  ];
  if (result.floor !== null) {
    const ratio = median(rounds.map((round) => round.ratio));
    lines.push(`  ${ratio.toFixed(2)} × ${result.floor}`);
  }
  for (const goal of result.goals) {
    lines.push(
      `  ${goal.met ? '✓' : '✗'} ${goal.text} (${goal.rounds} of ${rounds.length} rounds)`,
    );
  }
  for (const name of result.absent) lines.push(`  absent: ${name}`);
  for (const note of result.notes) lines.push(`  ${note}`);
  const drift = Math.max(...rounds.map((round) => round.drift));
  if (drift > 0.15)
    lines.push(`  busy machine: rounds were disturbed by up to ${(drift * 100).toFixed(0)} %`);
  return lines;
}

export const isGood = (result: SuiteResult): boolean =>
  result.gate === 'passed' && result.goals.every((goal) => goal.met);
