import type { z } from 'zod';
import { shown } from './definition-issue.ts';
import type { DefinitionPath, UnplacedIssue } from './definition-issue.ts';

type ZodIssue = z.core.$ZodIssue;

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  object: 'a group of settings',
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
};

const amounts: Readonly<Record<string, string>> = { string: 'characters', array: 'entries' };

function bound(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall): string {
  const [word, limit] =
    issue.code === 'too_big' ? ['at most', issue.maximum] : ['at least', issue.minimum];
  const amount = amounts[issue.origin];
  return amount === undefined ? `a number of ${word} ${limit}` : `${word} ${limit} ${amount}`;
}

function expectation(issue: ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeNames[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.map((value) => JSON.stringify(value)).join(' or ');
    case 'too_big':
    case 'too_small':
      return bound(issue);
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? issue.options.map((option) => JSON.stringify(option)).join(' or ')
        : 'one of the described forms';
    case 'invalid_format':
      return issue.format === 'date' ? 'a day that exists, as 2027-01-31' : issue.message;
    default:
      return issue.message;
  }
}

function remedy(issue: ZodIssue, value: unknown): string {
  const key = issue.path.at(-1);
  if (value === undefined) return `Add the missing setting "${String(key ?? 'document')}".`;
  if (issue.code === 'invalid_type' && issue.expected === 'string') {
    return 'Put the value in quotation marks.';
  }
  if (issue.code === 'invalid_value') return 'Use one of the expected words, spelled exactly so.';
  return 'Correct the value.';
}

function valueAt(root: unknown, path: DefinitionPath): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step))
      return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

/** Turns what the schema objects to into issues in plain words; one per unknown setting. */
export function schemaIssues(root: unknown, issues: readonly ZodIssue[]): readonly UnplacedIssue[] {
  return issues.flatMap((issue) => {
    const path = issue.path as DefinitionPath;
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: [...path, key],
        found: `the setting ${shown(key)}`,
        expected: 'only settings of this format',
        next: 'Remove it or correct its spelling.',
        atKey: true,
      }));
    }
    const value = valueAt(root, path);
    return [
      { path, found: shown(value), expected: expectation(issue), next: remedy(issue, value) },
    ];
  });
}
