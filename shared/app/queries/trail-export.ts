import type { Cell } from '../../base/csv.ts';
import { localText } from '../../base/instant.ts';
import type { Instant } from '../../base/instant.ts';
import { ok } from '../../base/result.ts';
import type { TrailEntry } from '../../contracts/trail.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { entriesOf, rawEntriesOf } from '../../store/queries/entry-rows.ts';
import { trailPositions } from '../../store/queries/trail.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { fileName, tableFile, textFile } from './table-file.ts';
import { trailEntry, trailFilter } from './trail-page.ts';

const header = [
  'Entry',
  'UTC time',
  'Local time',
  'User',
  'Name',
  'Role',
  'Device',
  'Environment',
  'What',
  'Detail',
  'Reason',
  'Signed',
  'Sealed part',
  'Hash',
];

const cellsOf = (row: TrailEntry): Cell[] => [
  row.entry,
  row.at,
  localText(row.at as Instant, row.offsetMinutes),
  row.user,
  row.printedName,
  row.role,
  row.device,
  row.environment,
  row.what,
  row.detail,
  row.reason,
  row.signed,
  row.sealed ? 'yes' : 'no',
  row.hash,
];

const entriesAtOnce = 1000;

/** Calls for runs of positions, oldest first: exports read in the order in which things happened. */
function inRuns<T>(
  positions: readonly number[],
  read: (run: readonly number[]) => readonly T[],
): T[] {
  const oldestFirst = positions.toReversed();
  const all: T[] = [];
  for (let at = 0; at < oldestFirst.length; at += entriesAtOnce) {
    all.push(...read(oldestFirst.slice(at, at + entriesAtOnce)));
  }
  return all;
}

/**
 * JSON lines for those who check the chain themselves. A line holds the stored text of an entry as it is:
 * `hash` = SHA-256 of `device.epoch.deviceSequence` LF hash of the device's previous entry (64 zeros before the
 * first) LF `content` LF `sealed` (nothing when null); `signature` is Ed25519 over the 32 bytes of `hash`, with the
 * public key that the device's `device-enrolled` entry names. A filtered file has gaps and cannot be chained.
 */
function jsonLines({ db }: QueryContext, positions: readonly number[]): string {
  const lines = inRuns(positions, (run) =>
    rawEntriesOf(db, run).map((entry) => `${JSON.stringify(entry)}\n`),
  );
  return lines.join('');
}

export const trailExport: QueryHandler<'trail.export'> = async (context, input) => {
  const { db, now, ports } = context;
  const everything = { offset: 0, limit: 2_000_000 };
  const positions = trailPositions(db, trailFilter(context, input), everything);
  const protocol = currentDefinition(db).definition.protocol.number;
  const name = fileName({ protocol, content: 'trail', unblinded: false }, now);
  if (input.format === 'jsonl') {
    const text = jsonLines(context, positions);
    return ok(
      textFile(ports.printer, { name: `${name}.jsonl`, mediaType: 'application/jsonl', text }),
    );
  }
  const rows = inRuns(positions, (run) => entriesOf(db, run).map(trailEntry).map(cellsOf));
  return tableFile(ports.printer, { name, header, rows }, input.format);
};
