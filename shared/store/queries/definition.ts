import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import type { SqlDatabase } from '../sql-database.ts';

/** The definition in force and its version. It was checked when it was recorded. */
export interface DefinitionInForce {
  readonly version: number;
  readonly definition: StudyDefinition;
}

const parsed = new WeakMap<SqlDatabase, DefinitionInForce>();

/** The latest version; parsed once a version and connection. Throws in a store without a study. */
export function currentDefinition(db: SqlDatabase): DefinitionInForce {
  const latest = db
    .prepare('SELECT max(version) AS version FROM study_version')
    .get<{ version: number | null }>();
  if (latest === undefined || latest.version === null) throw new Error('no study is defined');
  const known = parsed.get(db);
  if (known?.version === latest.version) return known;
  const row = db
    .prepare('SELECT definition FROM study_version WHERE version = ?')
    .get<{ definition: string }>(latest.version);
  const inForce = {
    version: latest.version,
    definition: JSON.parse((row as { definition: string }).definition) as StudyDefinition,
  };
  parsed.set(db, inForce);
  return inForce;
}
