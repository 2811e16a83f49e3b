import { filesOfStudy } from '../recent-studies.ts';
import { ringInForce, ringOf } from '../ring-in-force.ts';
import { machineFor } from '../site-identity.ts';
import type { KeyRing } from '../key-ring.ts';
import type { OpenDatabase } from '../open-database.ts';
import { endOf } from '../store-file/backup-store.ts';
import { commonEntries } from '../store-file/compare-backup.ts';
import { freshnessRefusal, openAnySchema } from '../store-file/store-file.ts';
import type { CoreState } from './core-state.ts';

/** The file that a backup would take the place of, to be looked at. */
export interface PresentFile {
  readonly path: string;
  readonly database: OpenDatabase;
  /** Leaves a file alone that somebody works on. */
  close(): void;
}

export interface FoundPresent {
  /** The file that continues the checkpoint of this machine; null when none can be opened that does. */
  readonly file: PresentFile | null;
  /** The key ring that the present file names; null where it cannot be read. */
  readonly ring: KeyRing | null;
  /** Why nobody can be sure of it. Null beside a file that is surely the newest, or where nobody knows of any file. */
  readonly problem: string | null;
  /** Readable files that go on after the backup, the present one or not: each knows whose access ended. */
  readonly later: readonly OpenDatabase[];
  close(): void;
}

interface OpenedBackup {
  readonly path: string;
  readonly ring: KeyRing;
  readonly dataKey: Uint8Array;
  readonly database: OpenDatabase;
}

interface Tried {
  readonly path: string;
  readonly file: PresentFile | null;
  readonly problem: string | null;
}

const nobody = (): void => undefined;

/**
 * The present file of the study of a backup: the one at work, or of the chosen file and those that this machine
 * remembers the longest that continues its checkpoint. An older copy is none, and whoever hides the file that was
 * worked on last does not make another the present one: that is the problem then. Its people are asked whether or not
 * anybody named it.
 */
export function presentFile(state: CoreState, backup: OpenedBackup): FoundPresent {
  const { work, storePath } = state;
  const chosen = storePath === null ? [] : [storePath];
  const isStudy = (path: string): boolean => {
    const ring = ringOf(path);
    return !ring.ok || ring.value.storeId === backup.ring.storeId;
  };
  if (work !== null && storePath !== null && isStudy(storePath)) {
    work.opened.anchor();
    const file = { path: storePath, database: work.opened.database, close: nobody };
    return { file, ...ringOfFile(file), later: [file.database], close: nobody };
  }
  const remembered = filesOfStudy(state.machine.dataDirectory, backup.ring.storeId);
  const paths = [...new Set([...chosen.filter(isStudy), ...remembered])];
  const tries = paths.filter((path) => path !== backup.path).map((path) => tryOpen(path, backup));
  const files = tries.flatMap(({ file }) => (file === null ? [] : [file]));
  const judged = tries.map((tried) => judge(state, backup, tried));
  const file = longest(judged);
  const otherStudy = 'It is another study than that of the backup.';
  const unknown = judged[0]?.problem ?? (chosen.length > 0 ? otherStudy : null);
  const found = file === null ? { ring: null, problem: unknown } : ringOfFile(file);
  return {
    file,
    ring: found.ring,
    problem: (file && hiddenProblem(judged, remembered, file.path)) ?? found.problem,
    later: files
      .filter((one) => one === file || goesOn(one.database, backup.database))
      .map(({ database }) => database),
    close: () => files.forEach((one) => one.close()),
  };
}

/** Without its key ring nobody can say which passphrases count now. */
function ringOfFile({ path, database }: PresentFile): Pick<FoundPresent, 'ring' | 'problem'> {
  const ring = ringInForce(path, database);
  return ring.ok
    ? { ring: ring.value, problem: null }
    : { ring: null, problem: `${path}: ${ring.error.message}` };
}

/** Key rings beside the files that may be the present one, the latest first. */
export const ringsNearby = (state: CoreState, storeId: string): readonly KeyRing[] =>
  [
    ...(state.storePath === null ? [] : [state.storePath]),
    ...filesOfStudy(state.machine.dataDirectory, storeId),
  ].flatMap((path) => {
    const ring = ringOf(path);
    return ring.ok && ring.value.storeId === storeId ? [ring.value] : [];
  });

/** A file that was worked on after the one that opens, and that is gone or cannot be read, may be the newest. */
function hiddenProblem(
  judged: readonly Tried[],
  remembered: readonly string[],
  path: string,
): string | null {
  const place = remembered.indexOf(path);
  const after = place === -1 ? remembered : remembered.slice(0, place);
  return judged.find((one) => one.problem !== null && after.includes(one.path))?.problem ?? null;
}

const goesOn = (file: OpenDatabase, backup: OpenDatabase): boolean =>
  endOf(file).entries > endOf(backup).entries &&
  commonEntries(file, backup) === endOf(backup).entries;

const longest = (judged: readonly Tried[]): PresentFile | null =>
  judged
    .flatMap(({ file }) => (file === null ? [] : [file]))
    .toSorted((a, b) => endOf(b.database).entries - endOf(a.database).entries)[0] ?? null;

/** A file that does not continue the checkpoint of this machine is not the present one. */
function judge(state: CoreState, { ring }: OpenedBackup, tried: Tried): Tried {
  const { path, file } = tried;
  if (file === null) return tried;
  const stopped = freshnessRefusal(file.database, machineFor(state.machine, ring));
  return stopped === null ? tried : { path, file: null, problem: `${path}: ${stopped.message}` };
}

function tryOpen(path: string, { dataKey }: OpenedBackup): Tried {
  const unreadable = (problem: string): Tried => ({
    path,
    file: null,
    problem: `${path}: ${problem}`,
  });
  try {
    const opened = openAnySchema(path, dataKey);
    if (!opened.ok) return unreadable(opened.error.message);
    const database = opened.value;
    const file = { path, database, close: () => database.close() };
    if (isReadable(database)) return { path, file, problem: null };
    database.close();
    return unreadable('Its tables cannot be read.');
  } catch (error) {
    return unreadable((error as Error).message);
  }
}

/** A study whose tables cannot even be read is as good as none. */
function isReadable(database: OpenDatabase): boolean {
  try {
    return endOf(database).entries > 0;
  } catch {
    return false;
  }
}
