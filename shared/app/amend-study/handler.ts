import type { Json } from '../../base/canonical-json.ts';
import { toHex } from '../../base/hex.ts';
import { ok } from '../../base/result.ts';
import { isUnblindedRole } from '../../domain/access/roles.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { allPeople } from '../../store/queries/people.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { approvedBy } from '../approved-by.ts';
import { readDefinitionFile } from './read-definition-file.ts';
import type { CommandHandler } from '../handlers.ts';
import { decideAmendment } from './decide.ts';
import type { AmendmentFacts } from './decide.ts';

/** Puts a new version of the definition in force. Signed over the SHA-256 of its text. */
export const amendStudy: CommandHandler<'study.amend'> = (context, input) => {
  const bytes = context.ports.decodeBase64(input.definition.base64);
  const read = readDefinitionFile(bytes, input.definition.name);
  if (!read.ok) return read;
  const { text, definition } = read.value;
  const { version, definition: before } = currentDefinition(context.db);
  const changes = decideAmendment(before, definition, amendmentFacts(context.db, before));
  if (!changes.ok) return changes;
  const body = {
    version: version + 1,
    fileName: input.definition.name,
    text,
    definition: definition as unknown as Json,
    changes: changes.value,
  };
  return ok({
    events: [
      {
        event: { kind: 'study-defined', body },
        reason: input.reason,
        signature: approvedBy(context, toHex(context.ports.sha256(text))),
      },
    ],
    value: { version: body.version, changes: [...changes.value] },
  });
};

const countOf = (db: SqlDatabase, sql: string): number =>
  (db.prepare(sql).get() as { n: number }).n;

/** Everybody who works in an open-label study holds the key; whoever kept a copy holds it after leaving. */
const blindedWithKey = (db: SqlDatabase, { blinding }: StudyDefinition): readonly string[] =>
  blinding !== 'open-label'
    ? []
    : allPeople(db)
        .filter(({ role, awaitsUnblinding }) => !isUnblindedRole(role) && !awaitsUnblinding)
        .map(({ user, role }) => `${user} (${role})`);

function amendmentFacts(db: SqlDatabase, before: StudyDefinition): AmendmentFacts {
  const places = db
    .prepare(`SELECT code, status FROM place WHERE kind = 'site'`)
    .all<{ code: string; status: string }>();
  return {
    subjects: countOf(db, 'SELECT count(*) AS n FROM subject'),
    kits: countOf(db, 'SELECT coalesce(sum(kits), 0) AS n FROM kit_count'),
    lists: countOf(db, 'SELECT count(*) AS n FROM random_list'),
    liveLists: countOf(db, `SELECT count(*) AS n FROM random_list WHERE status <> 'retired'`),
    blindedWithKey: blindedWithKey(db, before),
    siteStatus: new Map(places.map(({ code, status }) => [code, status])),
  };
}
