import { readFileSync } from 'node:fs';
import { parseStudyDefinition } from '../../../shared/domain/study/parse-study-definition.ts';
import { pathFrom } from '../arguments.ts';
import { done } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';

async function check(typed: Typed, io: Io): Promise<Ending> {
  const file = typed.positionals[0] as string;
  const parsed = parseStudyDefinition(readFileSync(pathFrom(io, file), 'utf8'), file);
  if (!parsed.ok) {
    const text = parsed.error
      .map(
        (issue) =>
          `${issue.file}:${issue.line}:${issue.column} ${issue.path}: found ${issue.found}; expected ${issue.expected}. ${issue.next}`,
      )
      .join('\n');
    return { kind: 'failed', json: { ok: false, issues: parsed.error }, text };
  }
  const { protocol, arms, sites, depots } = parsed.value;
  const facts = {
    protocol: protocol.number,
    arms: arms.length,
    sites: sites.length,
    depots: depots.length,
  };
  return done(
    { ok: true, issues: [], ...facts },
    `${file} is a complete definition of ${protocol.number}: ${arms.length} arms, ${sites.length} sites, ${depots.length} depots.`,
  );
}

export const command: Command = {
  positionals: [{ name: 'FILE', description: 'a study definition in YAML or JSON' }],
  output:
    'ok; issues: [{file, path, line, column, found, expected, next}]; exit 1 when there are issues',
  examples: ['study check study.yaml', 'study check study.json --json'],
  run: check,
};
