import type { Cell } from '../../base/csv.ts';
import { localText } from '../../base/instant.ts';
import type { Instant } from '../../base/instant.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { TrailEntry } from '../../contracts/trail.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { entriesOf, rawEntriesOf } from '../../store/queries/entry-rows.ts';
import { countTrail, trailPositions } from '../../store/queries/trail.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { fileName, tableFile, textFile } from './table-file.ts';
import { trailEntry, trailFilter } from './trail-page.ts';

/** Columns of the exported trail. */
export const trailHeader = [
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

/** One row of it. */
export const trailCells = (row: TrailEntry): Cell[] => [
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

/** Longer trails go out in parts: hashes join them again. */
const entriesInFile = 100_000;

/** What is read of runs of positions, oldest first: exports tell things in the order in which they happened. */
function* inRuns<T>(
  positions: readonly number[],
  read: (run: readonly number[]) => readonly T[],
): Generator<T> {
  const oldestFirst = positions.toReversed();
  for (let at = 0; at < oldestFirst.length; at += entriesAtOnce) {
    yield* read(oldestFirst.slice(at, at + entriesAtOnce));
  }
}

/**
 * JSON lines for those who check the chain themselves. A line holds the stored text of an entry as it is:
 * `hash` = SHA-256 of `device.epoch.deviceSequence` LF hash of the device's previous entry (64 zeros before the
 * first) LF `content` LF `sealed` (nothing when null); `signature` is Ed25519 over the 32 bytes of `hash`, with the
 * public key that the device's `device-enrolled` entry names. A filtered file has gaps and cannot be chained.
 */
const jsonLines = ({ db }: QueryContext, positions: readonly number[]): string =>
  [
    ...inRuns(positions, (run) =>
      rawEntriesOf(db, run).map((entry) => `${JSON.stringify(entry)}\n`),
    ),
  ].join('');

const tooLong = (entries: number): Refusal =>
  refusal(
    'too-many-entries-for-file',
    `A file holds at most ${entriesInFile} entries; this trail has ${entries}.`,
    'Export it in parts, by time.',
  );

export const trailExport: QueryHandler<'trail.export'> = async (context, input) => {
  const { db, now, ports } = context;
  const filter = trailFilter(context, input);
  const length = countTrail(db, filter);
  if (length > entriesInFile) return err(tooLong(length));
  const positions = trailPositions(db, filter, { offset: 0, limit: length });
  const protocol = currentDefinition(db).definition.protocol.number;
  const name = fileName({ protocol, content: 'trail', unblinded: false }, now);
  if (input.format === 'jsonl') {
    const file = { name: `${name}.jsonl`, mediaType: 'application/jsonl' };
    return ok(textFile(ports.printer, { ...file, text: jsonLines(context, positions) }));
  }
  const rows = inRuns(positions, (run) => entriesOf(db, run).map(trailEntry).map(trailCells));
  return tableFile(ports.printer, { name, header: trailHeader, length, rows }, input.format);
};
