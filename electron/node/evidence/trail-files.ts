import type { Cell } from '../../../shared/base/csv.ts';
import { byteOrderMark, csvLine } from '../../../shared/base/csv.ts';
import { trailCells, trailHeader } from '../../../shared/app/queries/trail-export.ts';
import { trailEntry } from '../../../shared/app/queries/trail-page.ts';
import { toHex } from '../../../shared/base/hex.ts';
import type { TrailEntry } from '../../../shared/contracts/trail.ts';
import { criticalClass } from '../../../shared/domain/trail/critical-events.ts';
import type { EntryContent, StoredEntry } from '../../../shared/ledger/entry.ts';
import { entryLine, partText } from '../../../shared/ledger/evidence/pack-format.ts';
import type { PackPart } from '../../../shared/ledger/evidence/pack-format.ts';
import type { GrowingFile, PackFolder } from './pack-folder.ts';
import { trailPages } from './trail-pages.ts';
import { loggerOriginals } from './logger-originals.ts';

/** An entry in the three forms that files need. */
export interface ReadEntry {
  readonly stored: StoredEntry;
  readonly content: EntryContent;
  readonly shown: TrailEntry;
}

/** Takes the trail entry by entry and writes a file of it. */
export interface TrailSink {
  take(entry: ReadEntry): void;
  end(): void;
}

/** Entries and characters of one data file: what a browser reads in one go without a pause. */
const partEntries = 4_000;
const partCharacters = 2_000_000;

/** The stored entries in files that are scripts for the viewer and lines of JSON for everybody else. */
export class PartSink implements TrailSink {
  readonly #folder: PackFolder;
  readonly parts: PackPart[] = [];
  #lines: string[] = [];
  #characters = 0;
  #first = 1;
  signed = 0;

  constructor(folder: PackFolder) {
    this.#folder = folder;
  }

  take({ stored }: ReadEntry): void {
    const signature = stored.signature === null ? null : toHex(stored.signature);
    if (signature !== null) this.signed += 1;
    const line = entryLine({ ...stored, signature });
    this.#lines.push(line);
    this.#characters += line.length;
    if (this.#lines.length >= partEntries || this.#characters >= partCharacters) this.end();
  }

  end(): void {
    if (this.#lines.length === 0) return;
    const path = `data/trail-${String(this.parts.length + 1).padStart(5, '0')}.js`;
    this.#folder.add(path, partText(path, this.#lines));
    const last = this.#first + this.#lines.length - 1;
    this.parts.push({ path, first: this.#first, last });
    this.#first = last + 1;
    this.#lines = [];
    this.#characters = 0;
  }
}

/** A table with a row for every entry that `rowOf` has one for. */
function tableSink(
  folder: PackFolder,
  path: string,
  header: readonly string[],
  rowOf: (entry: ReadEntry) => readonly Cell[] | null,
): TrailSink {
  const file: GrowingFile = folder.grow(path);
  file.write(byteOrderMark + csvLine(header));
  return {
    take(entry) {
      const row = rowOf(entry);
      if (row !== null) file.write(csvLine(row));
    },
    end: () => file.end(),
  };
}

const criticalOf = ({ content }: ReadEntry): string | null => criticalClass(content);

/** The rows of the trail that a register is made of. */
const register = (folder: PackFolder, path: string, holds: (entry: ReadEntry) => boolean) =>
  tableSink(folder, path, trailHeader, (entry) => (holds(entry) ? trailCells(entry.shown) : null));

const signatureHeader = ['Entry', 'UTC time', 'User', 'Name', 'Role', 'Meaning', 'Digest', 'What'];

const signatureRow = ({ shown, content }: ReadEntry): readonly Cell[] | null => {
  const { signature } = content;
  if (signature === null) return null;
  const { at, user, printedName, role, meaning, digest } = signature;
  return [shown.entry, at, user, printedName, role, meaning, digest, shown.what];
};

const bodyTable = (folder: PackFolder, path: string, kinds: readonly string[]): TrailSink =>
  tableSink(folder, path, [...trailHeader, 'Recorded'], (entry) =>
    kinds.includes(entry.content.kind)
      ? [...trailCells(entry.shown), JSON.stringify(entry.content.body)]
      : null,
  );

const peopleKinds = [
  'passphrase-changed',
  'unblinding-granted',
  'sign-in-failed',
  'signature-failed',
];
const unblindingClasses: readonly (string | null)[] = ['code-break', 'unblinding'];

/** Every file that is made from the trail by reading it once. */
export function trailSinks(folder: PackFolder, protocol: string): readonly TrailSink[] {
  return [
    tableSink(folder, 'trail/trail.csv', trailHeader, ({ shown }) => trailCells(shown)),
    trailPages(folder, protocol),
    tableSink(folder, 'records/signatures.csv', signatureHeader, signatureRow),
    register(folder, 'records/unblinding-register.csv', (entry) =>
      unblindingClasses.includes(criticalOf(entry)),
    ),
    register(
      folder,
      'records/people-and-roles.csv',
      (entry) => criticalOf(entry) === 'people' || peopleKinds.includes(entry.content.kind),
    ),
    tableSink(folder, 'records/critical-events.csv', ['Class', ...trailHeader], (entry) => {
      const found = criticalOf(entry);
      return found === null ? null : [found, ...trailCells(entry.shown)];
    }),
    bodyTable(folder, 'lists/verifications.csv', ['list-verified']),
    bodyTable(folder, 'records/reviews.csv', ['trail-reviewed', 'review-question-closed']),
    bodyTable(folder, 'reconciliation/decisions.csv', ['backup-resolved']),
    bodyTable(folder, 'excursions/decisions.csv', ['excursion-decided']),
    loggerOriginals(folder),
  ];
}

/** What a stored entry says, in the forms that sinks take. */
export function readEntry(stored: StoredEntry): ReadEntry {
  const content = JSON.parse(stored.content) as EntryContent;
  return { stored, content, shown: trailEntry({ ...stored, content }) };
}
