import type { InputOf } from '../../../../shared/contracts/index.ts';
import type { SchemeInput } from '../../../../shared/contracts/scheme.ts';
import { mainPurpose, purposeInput } from '../list-purpose.ts';
import type { ListPurpose } from '../list-purpose.ts';

/** What is balanced, with its limit (dynamic balancing) or weight (minimization) as typed. */
export interface SchemePart {
  readonly part: string;
  readonly value: number | string;
}

type Minimization = Extract<SchemeInput, { procedure: 'minimization' }>;
export type Measure = NonNullable<Minimization['measure']>;
export const measures: readonly Measure[] = ['range', 'variance', 'marginal-total'];

/** What is typed into the form for live allocation. */
export interface SchemeValues extends ListPurpose, Record<string, unknown> {
  readonly list: string;
  readonly procedure: SchemeInput['procedure'];
  /** In the order in which they are asked. */
  readonly levels: readonly SchemePart[];
  readonly factors: readonly SchemePart[];
  readonly measure: Measure;
  readonly p: number | string;
}

export const noScheme: SchemeValues = {
  list: '',
  procedure: 'minimization',
  levels: [
    { part: 'site', value: 2 },
    { part: 'region', value: 4 },
    { part: 'trial', value: 6 },
  ],
  factors: [{ part: 'site', value: 1 }],
  measure: 'range',
  p: 0.8,
  ...mainPurpose,
};

/** Whether the form is filled so far that the core can judge it. */
export function canDefine({ list, procedure, levels, factors, p }: SchemeValues): boolean {
  const parts = procedure === 'dbr' ? levels : factors;
  return (
    list.trim() !== '' &&
    parts.length > 0 &&
    parts.every(({ value }) => Number(value) > 0) &&
    (procedure === 'dbr' || Number(p) > 0)
  );
}

/** The values as the command takes them. */
export function schemeInputOf(values: SchemeValues): InputOf<'randomization.defineScheme'> {
  const { list, procedure, levels, factors, measure, p } = values;
  const scheme: InputOf<'randomization.defineScheme'>['scheme'] =
    procedure === 'dbr'
      ? { procedure, levels: levels.map(({ part, value }) => ({ level: part, limit: +value })) }
      : {
          procedure,
          factors: factors.map(({ part, value }) => ({ factor: part, weight: +value })),
          measure,
          p: Number(p),
        };
  return { list: list.trim(), scheme, ...purposeInput(values) };
}
