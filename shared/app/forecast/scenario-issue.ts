import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import { pathText } from '../../domain/study/definition-issue.ts';
import type { DefinitionPath, UnplacedIssue } from '../../domain/study/definition-issue.ts';

/** Something that is allowed and may not be meant. */
export interface ScenarioWarning {
  /** Place in the scenario, e.g. `lots[2].expiry`. */
  readonly path: string;
  readonly rule: string;
  readonly message: string;
}

export const issue = (
  path: DefinitionPath,
  found: string,
  expected: string,
  next: string,
): UnplacedIssue => ({ path, found, expected, next });

export const warning = (path: DefinitionPath, rule: string, message: string): ScenarioWarning => ({
  path: pathText(path),
  rule,
  message,
});

const sentence = ({ path, found, expected, next }: UnplacedIssue): string =>
  `${pathText(path) || 'the scenario'}: found ${found}; expected ${expected}. ${next}`;

/** Issues told at most. */
const TOLD = 50;

/** The refusal of a scenario with everything that is wrong with it, each with its place. */
export function scenarioRefusal(issues: readonly [UnplacedIssue, ...UnplacedIssue[]]): Refusal {
  const [first] = issues;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return refusal(
    'scenario-invalid',
    `${pathText(first.path) || 'The scenario'}: found ${first.found}; expected ${first.expected}${more}.`,
    first.next,
    issues.slice(0, TOLD).map(sentence),
  );
}
