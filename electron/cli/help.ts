import type { Command } from './command.ts';
import type { Row } from './table.ts';

const PROGRAM = 'npm run -s cachet --';

/** The help of the program, or of the group that all `rows` belong to. */
export function tableHelp(rows: readonly Row[], group = ''): string {
  return [
    `Usage: ${PROGRAM} ${group === '' ? '<command>' : `${group} <command>`} [options] [--json]`,
    '',
    'Commands',
    ...columns(rows.map((row) => [row.name, row.summary])),
    '',
    'Every command has --help. With --json, stdout carries JSON alone; messages go to stderr.',
    'Exit: 0 success, 1 refused or a check failed, 2 wrong usage.',
  ].join('\n');
}

export function commandHelp(row: Row, command: Command): string {
  const positionals = command.positionals ?? [];
  const words = positionals.map((one) => (one.optional === true ? `[${one.name}]` : one.name));
  const options = Object.entries(command.options ?? {}).map(([name, option]): [string, string] => [
    `--${name}${option.value === undefined ? '' : ` ${option.value}`}`,
    `${option.description}${option.repeats === true ? ' (may repeat)' : ''}`,
  ]);
  return [
    `Usage: ${[PROGRAM, row.name, ...words, '[options] [--json]'].join(' ')}`,
    '',
    `${row.summary[0]?.toUpperCase()}${row.summary.slice(1)}.`,
    ...section('Arguments', columns(positionals.map((one) => [one.name, one.description]))),
    ...section('Options', columns([...options, ['--json', 'JSON on stdout']])),
    ...section('Output', [`  ${command.output}`]),
    ...section(
      'Examples',
      command.examples.map((example) => `  ${PROGRAM} ${example}`),
    ),
  ].join('\n');
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', title, ...lines];

function columns(pairs: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...pairs.map(([left]) => left.length));
  return pairs.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
