import type { BackupComparison } from '../../../shared/contracts/backups.ts';
import type { Role } from '../../../shared/domain/access/roles.ts';
import type { OpenDatabase } from '../open-database.ts';

interface Access {
  readonly user: string;
  readonly printedName: string;
  readonly role: Role;
  readonly status: string;
}

type Returning = BackupComparison['returning'][number];

const peopleIn = (database: OpenDatabase): readonly Access[] =>
  database
    .prepare('SELECT user, printed_name AS printedName, role, status FROM person ORDER BY user')
    .all<Access>();

/** Access that the present file ended or changed, and that a backup gives back as it was. */
export function returningAccess(
  backup: OpenDatabase,
  present: OpenDatabase | null,
): BackupComparison['returning'] {
  if (present === null) return [];
  const now = new Map(peopleIn(present).map((person) => [person.user, person]));
  return peopleIn(backup).flatMap(({ user, printedName, role, status }): Returning[] => {
    const later = now.get(user);
    if (status !== 'active' || later === undefined) return [];
    if (later.status !== 'active') return [{ user, printedName, role, now: null }];
    return later.role === role ? [] : [{ user, printedName, role, now: later.role }];
  });
}
