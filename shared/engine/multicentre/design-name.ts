import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import type { RawParameters } from '../randomization/parameters.ts';

/** The level at which a sequence is kept: one for the trial, one a region, one a centre. */
export type Level = 'trial' | 'region' | 'centre';

/** A design of a multi-centre comparison, as its name says. */
export type NamedDesign =
  | {
      readonly kind: 'stratified';
      readonly level: Level;
      readonly procedure: string;
      readonly parameters: RawParameters;
    }
  /** Signorini's dynamic balancing; the limits of centre, region and trial. */
  | { readonly kind: 'dynamic'; readonly limits: readonly [number, number, number] };

const LEVELS: Readonly<Record<string, Level>> = { U: 'trial', R: 'region', C: 'centre' };

type ReadParameters = (values: readonly number[]) => RawParameters | null;

const one =
  (name: string): ReadParameters =>
  ([value, ...more]) =>
    value === undefined || more.length > 0 ? null : { [name]: value };

const two =
  (first: string, second: string): ReadParameters =>
  ([a, b, ...more]) =>
    a === undefined || b === undefined || more.length > 0 ? null : { [first]: a, [second]: b };

/** What the numbers in brackets mean; for PBD the number is b and the block 2b. */
const PROCEDURES: Readonly<Record<string, readonly [code: string, read: ReadParameters]>> = {
  CRD: ['crd', (values) => (values.length === 0 ? {} : null)],
  PBD: ['pbd', ([b, ...more]) => (b === undefined || more.length > 0 ? null : { block: 2 * b })],
  BUD: ['bud', one('lambda')],
  EUD: ['eud', one('b')],
  BSD: ['bsd', one('mti')],
  BCD: ['bcd', one('p')],
  BCDWIT: ['bcdwit', two('p', 'mti')],
  ABCD: ['abcd', one('a')],
  GBCD: ['gbcd', one('gamma')],
  WEI: ['wei', two('alpha', 'beta')],
};

const unknownDesign = (name: string, because: string): Refusal =>
  refusal(
    'unknown-design',
    `designs: "${name}" is not a design: ${because}.`,
    `Write U-, R- or C- and one of ${Object.keys(PROCEDURES).join(', ')} with its number, e.g. C-BSD(2); or DBR(2,4,4); or CRD.`,
  );

function numbersOf(text: string | undefined): readonly number[] {
  return text === undefined ? [] : text.split(',').map((part) => Number(part));
}

function readDynamic(name: string, values: readonly number[]): Result<NamedDesign, Refusal> {
  const [centre, region, trial, ...more] = values;
  const isWhole = (x: number | undefined): x is number => Number.isSafeInteger(x) && Number(x) >= 1;
  if (!isWhole(centre) || !isWhole(region) || !isWhole(trial) || more.length > 0) {
    return err(unknownDesign(name, 'DBR takes whole limits >= 1 for centre, region and trial'));
  }
  return ok({ kind: 'dynamic', limits: [centre, region, trial] });
}

const NAME = /^(?:([URC])-)?([A-Z]+)(?:\(([-+.\d]+(?:,\s*[-+.\d]+)*)\))?$/;

/** Reads a name such as `C-BSD(2)`, `U-PBD(2)`, `DBR(2,4,4)` or `CRD`. */
export function parseDesignName(name: string): Result<NamedDesign, Refusal> {
  const match = NAME.exec(name.trim());
  if (match === null) return err(unknownDesign(name, 'its form is not LEVEL-CODE(NUMBER)'));
  const [, prefix, code = '', bracket] = match;
  const values = numbersOf(bracket);
  if (values.some((value) => !Number.isFinite(value))) {
    return err(unknownDesign(name, 'a number in brackets cannot be read'));
  }
  if (code === 'DBR') {
    return prefix === undefined
      ? readDynamic(name, values)
      : err(unknownDesign(name, 'DBR balances all levels and takes no prefix'));
  }
  const known = Object.hasOwn(PROCEDURES, code) ? PROCEDURES[code] : undefined;
  if (known === undefined) return err(unknownDesign(name, `there is no procedure ${code} here`));
  const level = prefix === undefined ? undefined : LEVELS[prefix];
  if (level === undefined && code !== 'CRD') {
    return err(unknownDesign(name, 'the level U-, R- or C- is missing'));
  }
  const parameters = known[1](values);
  if (parameters === null) return err(unknownDesign(name, `${code} takes other numbers`));
  return ok({ kind: 'stratified', level: level ?? 'trial', procedure: known[0], parameters });
}
