import { accessChanged, signerChanged } from '../../../shared/app/shared-study/range-refusals.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import type { Role } from '../../../shared/domain/access/roles.ts';
import type { OpenDatabase } from '../open-database.ts';
import type { Work } from './core-state.ts';

export interface PersonRow {
  readonly printed_name: string;
  readonly role: Role;
  readonly sites: string;
  readonly status: string;
  readonly public_key: string | null;
  readonly must_change_passphrase: number;
}

export const personOf = (db: OpenDatabase, user: string): PersonRow | undefined =>
  db.prepare('SELECT * FROM person WHERE user = ?').get<PersonRow>(user);

/** What a passphrase was given for: whatever of it changes ends what was begun under it. */
const accessOf = (person: PersonRow | undefined): string =>
  JSON.stringify([person?.status, person?.role, person?.sites, person?.public_key]);

/** Remembers the access of somebody whose passphrase was right. */
export const vouch = (work: Work, user: string, person = personOf(work.opened.database, user)) =>
  work.vouched.set(user, accessOf(person));

/** Whose access, of the person at work and of the signers, is no more what it was when they gave their passphrase. */
export function changedAccess(work: Work, signers: readonly string[]): Refusal | null {
  const isChanged = (user: string): boolean =>
    work.vouched.get(user) !== accessOf(personOf(work.opened.database, user));
  if (isChanged(work.session.actor.user)) return accessChanged;
  const signer = signers.find(isChanged);
  return signer === undefined ? null : signerChanged(signer);
}
