import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { assignmentsOfSubject } from '../../store/queries/backup-facts.ts';
import type { StoredAssignment } from '../../store/queries/backup-facts.ts';
import { releasesOfSubject } from '../../store/queries/pack-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';

/**
 * Why a subject is not randomized in the console: a site has randomized it without the network, or may have. Null when
 * no record and no release by telephone speaks of it, or when a person declared every one of them not valid.
 */
export function offlineRefusal(db: SqlDatabase, subject: string): Refusal | null {
  const items = assignmentsOfSubject(db, subject);
  const standing = items.find(standsInTheWay);
  if (standing !== undefined) return recordRefusal(standing);
  const released = releasesOfSubject(db, subject).find(({ pack, envelope }) =>
    items.every(({ facts }) => facts.pack !== pack || facts.envelope !== envelope),
  );
  if (released === undefined) return null;
  const { pack, site, envelope } = released;
  return refusal(
    'subject-released-offline',
    `Envelope ${envelope} of pack ${pack} was released by telephone for subject ${released.subject} at ${site}; no record says what became of it.`,
    'Import the record of the site. If it cannot come, decide about the release at the reconciliation desk: declare it void only if the subject is to be randomized anew.',
  );
}

/** Whether an assignment keeps its subject from being randomized: all do that nobody declared not valid. */
export const standsInTheWay = ({
  state,
  decision,
}: Pick<StoredAssignment, 'state' | 'decision'>): boolean =>
  state !== 'resolved' || decision !== 'void';

/** What a record says of the subject, by how far the desk has come with it. */
function recordRefusal({ facts, state }: StoredAssignment): Refusal {
  const { subject, pack, envelope, site } = facts;
  const opened = `Site ${site} opened envelope ${envelope} of pack ${pack} for subject ${subject}`;
  if (state === 'resolved') {
    return refusal(
      'subject-randomized-offline',
      `${opened}; a person decided that this stands in the trail.`,
      'The subject is not randomized a second time; a rescreened person gets a new subject number.',
    );
  }
  return refusal(
    'subject-randomized-offline',
    state === 'waiting'
      ? `${opened}; its record goes on in a part that has not come home.`
      : `${opened}; a person has to decide about it.`,
    'Reconcile it at the desk first: accept it, or declare it void if the subject is to be randomized anew.',
  );
}
