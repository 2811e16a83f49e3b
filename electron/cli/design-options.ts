import { namedValues, optionalText, requiredText } from './arguments.ts';
import type { Option, Typed } from './command.ts';

/** The options by which several commands name a randomization procedure. */
export const DESIGN_OPTIONS: Readonly<Record<string, Option>> = {
  procedure: { value: 'CODE', description: 'code of the procedure; `procedures` lists them' },
  arms: { value: 'RATIO', description: 'ratio of the arms, e.g. 1:2:2; 1:1 by default' },
  param: { value: 'NAME=VALUE', description: 'parameter of the procedure', repeats: true },
};

export interface DesignWords {
  readonly procedure: string;
  readonly arms: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
}

export function designWords(typed: Typed): DesignWords {
  return {
    procedure: requiredText(typed, 'procedure'),
    arms: optionalText(typed, 'arms'),
    parameters: namedValues(typed, 'param'),
  };
}
