import { contracts } from '../../../shared/contracts/index.ts';
import type { ProcedureName } from '../../../shared/contracts/index.ts';

export const stranger = 'NOBODY-9';

/** Members whose value is not the name of something: another one there is no wrong id. */
const words: readonly string[] = [
  'reason',
  'note',
  'what',
  'method',
  'resolution',
  'passphrase',
  'basis',
  'path',
  'folder',
  'current',
  'next',
];

/** The value with every id in it replaced by one that nothing has. */
function estranged(value: unknown): unknown {
  if (typeof value === 'string') return stranger;
  if (Array.isArray(value)) return value.map(estranged);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, typeof one === 'string' ? stranger : one]),
  );
}

/**
 * A good request gone wrong in every way in which one member can: an id that nothing has, a signature with a wrong
 * passphrase; and, asked by one person alone because nothing but the input counts, malformed.
 */
export function spoiled(input: object, name: ProcedureName, party: string): readonly object[] {
  const parses = (one: object): boolean => contracts[name].input.safeParse(one).success;
  const wrong: object[] = Object.entries(input)
    .filter(([member]) => !words.includes(member) && member !== 'signature')
    .map(([member, value]) => ({ ...input, [member]: estranged(value) }))
    .filter((one) => parses(one));
  const { signature } = input as { readonly signature?: object };
  if (signature !== undefined) {
    wrong.push({ ...input, signature: { ...signature, passphrase: 'not the right one' } });
  }
  return party === 'nobody' ? [...wrong, ...malformed(input)] : wrong;
}

const malformed = (input: object): readonly object[] => [
  { ...input, arm: 'zyqarel' },
  ...Object.keys(input).map((member) => ({ ...input, [member]: { of: 'another shape' } })),
];
