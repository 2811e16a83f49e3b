import { toHex } from '../../../base/hex.ts';
import type { CheckedList } from '../list-specification.ts';
import { csvField } from '../list-text.ts';
import type { RawParameter } from '../parameters.ts';
import { PYTHON_SCRIPT } from './python-script.ts';
import { R_SCRIPT, SPECIFICATION_MARKER } from './r-script.ts';

export interface KitFile {
  readonly name: string;
  readonly text: string;
}

const README = `Replication kit of a randomization list (format cachet-list-1)

A statistician makes the list again, outside the console, and compares it slot by slot.
The seed is not part of the kit; keep seed, list and kit away from everybody who is blinded.

  python3 replicate.py SEED LIST.csv     Python 3, standard library only
  Rscript replicate.R SEED LIST.csv      base R only

SEED has 64 hexadecimal digits. Without LIST.csv the list is printed as CSV.
Exit status 0: every slot agrees; 1: the lists differ; 2: wrong use.
specification.json holds everything else that determines the list; replicate.R carries it inside.
`;

const utf8 = (text: string): Uint8Array => {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) {
      bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    } else {
      bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63));
      bytes.push(0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    }
  }
  return Uint8Array.from(bytes);
};

/** Text in R as hexadecimal digits of its UTF-8 bytes: independent of the locale R runs in. */
const hexText = (text: string): string => `"${toHex(utf8(text))}"`;

const numbersInR = (raw: RawParameter): string => {
  const numbers = typeof raw === 'object' ? raw : String(raw).split(',').map(Number);
  return `c(${numbers.join(', ')})`;
};

const specificationInR = ({ specification, strata }: CheckedList): string => {
  const parameters = Object.entries(specification.parameters).map(
    ([name, raw]) => `${name} = ${numbersInR(raw)}`,
  );
  const rows = strata.map(
    ({ name, slots, info }) =>
      `    list(name = ${hexText(csvField(name))}, slots = ${slots}, info = ${hexText(info)})`,
  );
  return [
    '# Names and stream infos are the hexadecimal digits of their UTF-8 bytes (names as CSV fields).',
    'spec <- list(',
    `  procedure = "${specification.procedure}",`,
    `  parameters = list(${parameters.join(', ')}),`,
    `  weights = c(${specification.arms.map((arm) => arm.weight).join(', ')}),`,
    `  arms = list(${specification.arms.map((arm) => hexText(csvField(arm.name))).join(', ')}),`,
    `  strata = list(\n${rows.join(',\n')}\n  )`,
    ')',
  ].join('\n');
};

/**
 * The files of a replication kit for a checked specification: specification.json, replicate.py,
 * replicate.R and README.txt. Contains no seed and no list.
 */
export const replicationKit = (checked: CheckedList): readonly KitFile[] => [
  { name: 'specification.json', text: `${JSON.stringify(checked.specification, null, 2)}\n` },
  { name: 'replicate.py', text: PYTHON_SCRIPT },
  {
    name: 'replicate.R',
    text: R_SCRIPT.replace(SPECIFICATION_MARKER, () => specificationInR(checked)),
  },
  { name: 'README.txt', text: README },
];
