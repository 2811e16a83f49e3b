import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import type { GeneratedList, StratumSlots } from './list.ts';
import type { CheckedList, CheckedStratum } from './list-specification.ts';

const HEADER = 'stratum,block,position,arm';

/** A name as a CSV field, quoted as in RFC 4180 where it must be. */
export const csvField = (name: string): string =>
  /[",]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;

/**
 * A list as CSV (UTF-8, LF): columns stratum, block, position, arm; names quoted as in RFC 4180
 * where they hold a comma or a quote. Rows in the order of the specification.
 */
export const listToCsv = (checked: CheckedList, list: GeneratedList): string => {
  const arms = checked.specification.arms.map((arm) => csvField(arm.name));
  const lines = list.strata.flatMap((stratum) => {
    const name = csvField(stratum.name);
    return Array.from(
      stratum.arm,
      (arm, i) => `${name},${stratum.block[i]},${stratum.position[i]},${arms[arm] ?? ''}`,
    );
  });
  return `${[HEADER, ...lines].join('\n')}\n`;
};

const unreadable = (line: number, what: string): Result<never, Refusal> =>
  err(
    refusal(
      'list-unreadable',
      `Line ${line} of the list: ${what}.`,
      `Give the CSV that was generated: ${HEADER}, one line a slot, in order.`,
    ),
  );

/** Fields of one CSV line; null when a quote is left open or misplaced. */
const fieldsOf = (line: string): readonly string[] | null => {
  const fields: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
  for (;;) {
    const match = pattern.exec(line);
    if (match === null) return null;
    fields.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '') return fields;
  }
};

const WHOLE = /^(0|[1-9]\d{0,9})$/;

const emptySlots = (stratum: CheckedStratum): StratumSlots => ({
  name: stratum.name,
  arm: new Uint8Array(stratum.slots),
  block: new Uint32Array(stratum.slots),
  position: new Uint32Array(stratum.slots),
});

/**
 * Reads a list back against its specification: the strata, their order and their lengths must be
 * those of the specification. Refuses by line.
 */
export const listFromCsv = (checked: CheckedList, csv: string): Result<GeneratedList, Refusal> => {
  const lines = csv.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  if (lines[0] !== HEADER) return unreadable(1, `the columns are not ${HEADER}`);
  const arms = checked.specification.arms.map((arm) => arm.name);
  const strata: StratumSlots[] = [];
  let at = 1;
  for (const stratum of checked.strata) {
    const slots = emptySlots(stratum);
    for (let i = 0; i < stratum.slots; i += 1, at += 1) {
      const fields = fieldsOf(lines[at] ?? '');
      const [name, block = '', position = '', armName = ''] = fields ?? [];
      if (at >= lines.length) return unreadable(at + 1, 'the list ends too early');
      if (fields?.length !== 4) return unreadable(at + 1, 'there are not four columns');
      if (name !== stratum.name) return unreadable(at + 1, `stratum "${stratum.name}" is expected`);
      if (position !== String(i + 1)) return unreadable(at + 1, `position ${i + 1} is expected`);
      if (!WHOLE.test(block)) return unreadable(at + 1, `"${block}" is no block number`);
      const arm = arms.indexOf(armName);
      if (arm < 0) return unreadable(at + 1, `there is no arm "${armName}"`);
      slots.arm[i] = arm;
      slots.block[i] = Number(block);
      slots.position[i] = i + 1;
    }
    strata.push(slots);
  }
  if (at < lines.length) return unreadable(at + 1, 'the list goes on after its last slot');
  return ok({ strata });
};
