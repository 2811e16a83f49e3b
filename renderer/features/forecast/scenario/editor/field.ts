import { valueAt, withValue } from './place.ts';
import type { Place } from './place.ts';

export type FieldKind =
  | 'whole'
  | 'amount'
  /** Stored between 0 and 1, shown in per cent. */
  | 'share'
  | 'text'
  | 'day'
  | 'time'
  | 'choice'
  | 'names'
  | 'numbers'
  | 'flag';

/** One value of a scenario that can be edited, relative to the row or group that holds it. */
export interface Field {
  /** Its words are `scenario.field.<key>`, and those of its choices `scenario.choice.<key>.<value>`. */
  readonly key: string;
  readonly path: Place;
  readonly kind: FieldKind;
  /** What holds when it is left out. */
  readonly usual?: string | number | boolean;
  readonly isOptional?: boolean;
  readonly options?: readonly string[];
  /** Options are names of the scenario itself and not words of the program. */
  readonly isNamed?: boolean;
  /** A name of the scenario in place of words. */
  readonly label?: string;
  readonly read?: (row: unknown) => unknown;
  readonly write?: (row: unknown, value: unknown) => unknown;
  /** It stands for a whole group; what is wrong within is said at the fields of the group. */
  readonly isGroup?: boolean;
  /** It has no meaning for this row. */
  readonly isOff?: (row: unknown) => boolean;
}

type Extra = Omit<Partial<Field>, 'key' | 'path' | 'kind'>;

const made =
  (kind: FieldKind) =>
  (key: string, path: string, extra: Extra = {}): Field => ({
    key,
    path: path.split('/'),
    kind,
    ...extra,
  });

export const whole = made('whole');
export const amount = made('amount');
export const share = made('share');
export const text = made('text');
export const day = made('day');
export const time = made('time');
export const names = made('names');
export const numbers = made('numbers');
export const flag = made('flag');

export const choice = (
  key: string,
  path: string,
  options: readonly string[],
  extra: Extra = {},
): Field => ({ ...made('choice')(key, path, extra), options });

/** One of the names that the scenario itself has given. */
export const named = (
  key: string,
  path: string,
  options: readonly string[],
  extra: Extra = {},
): Field => choice(key, path, options, { ...extra, isNamed: true });

/** A choice between forms of a group: choosing one puts its first values in place of the group. */
export const form = (
  key: string,
  path: string,
  forms: Readonly<Record<string, unknown>>,
  kindOf: (group: unknown) => string,
): Field => {
  const place = path.split('/');
  return {
    ...choice(key, path, Object.keys(forms), { isGroup: true }),
    read: (row) => kindOf(valueAt(row, place)),
    write: (row, kind) => withValue(row, place, forms[String(kind)]),
  };
};

export const readField = (field: Field, row: unknown): unknown =>
  field.read === undefined ? valueAt(row, field.path) : field.read(row);

export const writeField = (field: Field, row: unknown, value: unknown): unknown =>
  field.write === undefined ? withValue(row, field.path, value) : field.write(row, value);

export const mayBeEmpty = ({ isOptional = false, usual }: Field): boolean =>
  isOptional || usual !== undefined;
