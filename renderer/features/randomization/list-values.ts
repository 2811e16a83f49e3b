import { mainPurpose } from './list-purpose.ts';
import type { ListPurpose } from './list-purpose.ts';

/** A procedure with its parameters as typed. */
export interface ChosenProcedure {
  readonly procedure: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** What is typed into the form for a new list. */
export interface ListValues extends ListPurpose, Record<string, unknown> {
  readonly list: string;
  readonly procedure: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Sizes of permuted blocks; one size is one block size. */
  readonly blocks: readonly string[];
  readonly stratifyBy: readonly string[];
  readonly slots: number | string;
}

/** The part of the form that a procedure chosen elsewhere fills. */
export function withChosen(chosen: ChosenProcedure | undefined): Partial<ListValues> {
  if (chosen === undefined) return {};
  const { procedure, parameters } = chosen;
  if (procedure !== 'pbd') return { procedure, parameters };
  const sizes = parameters['blocks'] ?? parameters['block'] ?? '';
  const blocks = sizes
    .split(',')
    .map((size) => size.trim())
    .filter((size) => size !== '');
  return { procedure, parameters: {}, blocks };
}

/** The parameters of the command. */
export const parametersOf = ({ procedure, parameters, blocks }: ListValues) =>
  procedure === 'pbd'
    ? { blocks: blocks.map(Number) }
    : Object.fromEntries(
        Object.entries(parameters)
          .map(([name, value]) => [name, value.trim()] as const)
          .filter(([, value]) => value !== ''),
      );

/** Whether the form is filled so far that the core can judge it. */
export const canGenerate = ({ list, procedure, blocks, slots }: ListValues): boolean =>
  list.trim() !== '' && Number(slots) > 0 && (procedure !== 'pbd' || blocks.length > 0);

export const noList: ListValues = {
  list: '',
  procedure: 'pbd',
  parameters: {},
  blocks: [],
  stratifyBy: [],
  slots: 100,
  ...mainPurpose,
};
