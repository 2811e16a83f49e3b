import { readAnchor } from '../anchor.ts';
import { filesOfStudy } from '../recent-studies.ts';
import { ringOf } from '../ring-in-force.ts';
import { machineFor } from '../site-identity.ts';
import type { KeyRing } from '../key-ring.ts';
import type { OpenDatabase } from '../open-database.ts';
import { endOf } from '../store-file/backup-store.ts';
import { anchorRefusal, openAnySchema, studyOf } from '../store-file/store-file.ts';
import type { CoreState } from './core-state.ts';

/** The file that a backup would take the place of, to be looked at. */
export interface PresentFile {
  readonly path: string;
  readonly database: OpenDatabase;
  /** Leaves a file alone that somebody works on. */
  close(): void;
}

export type FoundPresent =
  | { readonly file: PresentFile; readonly problem: null }
  /** `problem` is null where neither this machine nor the person knows of a file. */
  | { readonly file: null; readonly problem: string | null };

interface OpenedBackup {
  readonly path: string;
  readonly ring: KeyRing;
  readonly dataKey: Uint8Array;
}

const nobody = (): void => undefined;

/**
 * The present file of the study of a backup: the one at work, or of the chosen file and those that this machine
 * remembers the one that goes on furthest from its checkpoint. Its people are asked whether or not anybody named it.
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
    return { file, problem: null };
  }
  const remembered = filesOfStudy(state.machine.dataDirectory, backup.ring.storeId);
  const paths = [...new Set([...chosen.filter(isStudy), ...remembered])];
  const tries = paths.filter((path) => path !== backup.path).map((path) => tryOpen(path, backup));
  const files = tries.flatMap(({ file }) => (file === null ? [] : [file]));
  const best = furthest(state, backup, files);
  for (const file of files) if (file !== best) file.close();
  if (best !== undefined) return { file: best, problem: null };
  const otherStudy = 'It is another study than that of the backup.';
  return { file: null, problem: tries[0]?.problem ?? (chosen.length > 0 ? otherStudy : null) };
}

function tryOpen(path: string, { dataKey }: OpenedBackup): FoundPresent {
  const unreadable = (problem: string): FoundPresent => ({
    file: null,
    problem: `${path}: ${problem}`,
  });
  try {
    const opened = openAnySchema(path, dataKey);
    if (!opened.ok) return unreadable(opened.error.message);
    const database = opened.value;
    const file = { path, database, close: () => database.close() };
    if (isReadable(database)) return { file, problem: null };
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

function furthest(
  state: CoreState,
  { ring }: OpenedBackup,
  files: readonly PresentFile[],
): PresentFile | undefined {
  const { dataDirectory, device } = machineFor(state.machine, ring);
  const rank = ({ database }: PresentFile): readonly [number, number] => {
    const anchor = readAnchor(dataDirectory, studyOf(database), device);
    const continues = anchor.kind === 'anchor' && anchorRefusal(database, anchor) === null;
    return [continues ? 1 : 0, endOf(database).entries];
  };
  const ranked = files.map((file) => ({ file, rank: rank(file) }));
  return ranked.toSorted((a, b) => b.rank[0] - a.rank[0] || b.rank[1] - a.rank[1])[0]?.file;
}
