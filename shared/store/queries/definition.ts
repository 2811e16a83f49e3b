import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import type { SqlDatabase } from '../sql-database.ts';

/** The definition in force and its version. It was checked when it was recorded. */
export interface DefinitionInForce {
  readonly version: number;
  readonly definition: StudyDefinition;
}

const parsed = new WeakMap<SqlDatabase, DefinitionInForce>();

const parsedAt = new WeakMap<SqlDatabase, Map<number, StudyDefinition>>();

/** The definition that was in force just before an entry. Throws when none was. */
export const definitionBefore = (db: SqlDatabase, entry: number): StudyDefinition =>
  definitionOf(db, versionBefore(db, entry));

/** The definition that was in force just before an entry, and those that came after it, in order. */
export function definitionsSince(db: SqlDatabase, entry: number): readonly StudyDefinition[] {
  const first = versionBefore(db, entry);
  const { version: last } = currentDefinition(db);
  return Array.from({ length: last - first + 1 }, (_, i) => definitionOf(db, first + i));
}

function versionBefore(db: SqlDatabase, entry: number): number {
  const row = db
    .prepare('SELECT max(version) AS version FROM study_version WHERE entry < ?')
    .get<{ version: number | null }>(entry);
  const version = row?.version ?? null;
  if (version === null) throw new Error(`no study is defined before entry ${entry}`);
  return version;
}

function definitionOf(db: SqlDatabase, version: number): StudyDefinition {
  const known = parsedAt.get(db) ?? new Map<number, StudyDefinition>();
  parsedAt.set(db, known);
  const definition = known.get(version) ?? parse(db, version);
  known.set(version, definition);
  return definition;
}

function parse(db: SqlDatabase, version: number): StudyDefinition {
  const row = db
    .prepare('SELECT definition FROM study_version WHERE version = ?')
    .get<{ definition: string }>(version);
  return JSON.parse((row as { definition: string }).definition) as StudyDefinition;
}

/** The latest version; parsed once a version and connection. Throws in a store without a study. */
export function currentDefinition(db: SqlDatabase): DefinitionInForce {
  const latest = db
    .prepare('SELECT max(version) AS version FROM study_version')
    .get<{ version: number | null }>();
  if (latest === undefined || latest.version === null) throw new Error('no study is defined');
  const known = parsed.get(db);
  if (known?.version === latest.version) return known;
  const inForce = { version: latest.version, definition: parse(db, latest.version) };
  parsed.set(db, inForce);
  return inForce;
}
