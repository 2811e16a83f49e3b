import type { StudyOrigin } from '../../contracts/pack-file.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';

/** The study of an open file of a console. */
export function originOfStudy(db: SqlDatabase): StudyOrigin {
  const { protocol, environment } = currentDefinition(db).definition;
  const { id } = db.prepare('SELECT store_id AS id FROM study').get() as { id: string };
  return { id, protocol: protocol.number, environment };
}

/** A study by its names, and by its number where the names do not tell it from another. */
export const originInWords = ({ id, protocol, environment }: StudyOrigin): string =>
  `${protocol}, ${environment === 'UAT' ? 'test environment (UAT)' : 'production (PROD)'}${id === '' ? '' : `, file ${id.slice(0, 8)}`}`;
