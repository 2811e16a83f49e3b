import type { Refusal } from '../../shared/base/refusal.ts';
import type { Result } from '../../shared/base/result.ts';
import { requiredText } from './arguments.ts';
import type { Io, Option, Typed } from './command.ts';
import { readJsonFile } from './input-files.ts';

/** The options by which several commands name a randomization list. */
export const LIST_OPTIONS = {
  spec: {
    value: 'FILE',
    description:
      'JSON: study, list, arms [{ name, weight }], procedure, parameters, strata [{ name, length, reserve }]',
  },
  seed: { value: 'HEX64', description: 'the seed of the list, 64 hexadecimal digits' },
} as const satisfies Readonly<Record<string, Option>>;

export const readSpecification = (typed: Typed, io: Io): Result<unknown, Refusal> =>
  readJsonFile(io, requiredText(typed, 'spec'));
