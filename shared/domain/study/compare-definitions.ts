import type { Json } from '../../base/canonical-json.ts';
import { canonicalJson } from '../../base/canonical-json.ts';
import { shown } from './definition-issue.ts';
import type { StudyDefinition } from './study-definition.ts';

/** One difference between two versions of a study. */
export interface DefinitionChange {
  /** e.g. `sites S012 status`. */
  readonly what: string;
  /** A sentence for the trail and for the person who signs. */
  readonly inWords: string;
  /** Why it may not change once a subject is randomized; absent when it may. */
  readonly refusedAfterRandomization?: string;
}

/** Parts that the allocation of randomized subjects rests on, and why. */
const frozenParts: Readonly<Record<string, string>> = {
  arms: 'the arms and their ratio are the basis of every list already drawn',
  factors: 'subjects already randomized were stratified by the earlier factors',
  environment: 'a trial run and the real study are separate stores',
  blinding:
    'subjects already randomized consented under, and were handled by, the earlier blinding',
  'protocol number': 'the protocol number names the study in lists, seeds and labels',
};

const removalReasons: Readonly<Record<string, string>> = {
  kitTypes: 'kits of this type may be in use; stop its use at visits instead',
  visits: 'subjects may already have had this visit',
  sites: 'subjects may belong to this site; close it instead',
  depots: 'kits may be at this depot',
  regions: 'randomized strata may carry this region',
  visitKits: 'subjects in treatment would get no kits at this visit',
};
const fixedFields: Readonly<Record<string, string>> = {
  'sites region': 'randomized strata may carry the region',
  'kitTypes unitCount': 'kits already packed hold the earlier number of units',
  'visitKits kits': 'subjects in treatment would get other kits than their arm began with',
  'visits isRandomization': 'subjects were randomized at the earlier visit',
};

type Plain = { readonly [key: string]: Json };

const same = (a: Json | undefined, b: Json | undefined): boolean =>
  a === undefined || b === undefined ? a === b : canonicalJson(a) === canonicalJson(b);
const isPlain = (value: Json | undefined): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const brief = (value: Json | undefined): string =>
  value !== undefined && typeof value === 'object' && value !== null
    ? clipped(canonicalJson(value))
    : shown(value);
const clipped = (text: string): string => (text.length > 120 ? `${text.slice(0, 117)}…` : text);

function change(what: string, inWords: string, reason: string | undefined): DefinitionChange {
  return reason === undefined
    ? { what, inWords }
    : { what, inWords, refusedAfterRandomization: reason };
}

/** Rows of a list by their identity: their `id`, or the pair they describe. */
function rowsById(rows: readonly Json[]): ReadonlyMap<string, Plain> {
  return new Map(
    rows.filter(isPlain).map((row) => {
      const { id, visit, arm, country, site } = row;
      return [
        [id, visit, arm, id === undefined ? (site ?? country) : undefined]
          .filter((part) => typeof part === 'string')
          .join('/'),
        row,
      ];
    }),
  );
}

function rowChanges(part: string, before: readonly Json[], after: readonly Json[]) {
  const [old, now] = [rowsById(before), rowsById(after)];
  const changes: DefinitionChange[] = [];
  const frozen = frozenParts[part];
  for (const [id, row] of now) {
    const earlier = old.get(id);
    if (earlier === undefined) {
      changes.push(change(`${part} ${id}`, `${part}: ${id} is added.`, frozen));
      continue;
    }
    for (const field of new Set([...Object.keys(earlier), ...Object.keys(row)])) {
      if (same(earlier[field], row[field])) continue;
      const words = `${part}: ${field} of ${id} changes from ${brief(earlier[field])} to ${brief(row[field])}.`;
      const reason = fixedFields[`${part} ${field}`] ?? (field === 'name' ? undefined : frozen);
      changes.push(change(`${part} ${id} ${field}`, words, reason));
    }
  }
  for (const id of old.keys()) {
    if (now.has(id)) continue;
    changes.push(
      change(`${part} ${id}`, `${part}: ${id} is removed.`, frozen ?? removalReasons[part]),
    );
  }
  if (changes.length === 0 && !same(before, after)) {
    changes.push(change(`${part} order`, `${part}: the order changes.`, frozen));
  }
  return changes;
}

const isRowList = (value: Json | undefined): value is readonly Plain[] =>
  Array.isArray(value) && value.every(isPlain);

function partChanges(
  part: string,
  before: Json | undefined,
  after: Json | undefined,
): readonly DefinitionChange[] {
  if (same(before, after)) return [];
  if (isRowList(before) && isRowList(after)) return rowChanges(part, before, after);
  if (isPlain(before) && isPlain(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      partChanges(`${part} ${key}`, before[key], after[key]),
    );
  }
  const root = part.split(' ')[0] as string;
  const words = `${part} changes from ${brief(before)} to ${brief(after)}.`;
  return [change(part, words, frozenParts[part] ?? frozenParts[root])];
}

/**
 * Every difference between two versions, part by part, in words; empty for equal definitions.
 * Changes with `refusedAfterRandomization` may not be signed once a subject is randomized.
 */
export function compareDefinitions(
  before: StudyDefinition,
  after: StudyDefinition,
): readonly DefinitionChange[] {
  const [old, now] = [before as unknown as Plain, after as unknown as Plain];
  return Object.keys(now).flatMap((part) => partChanges(part, old[part], now[part]));
}
