import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import type { StorageProfileInput, StoredProfile } from '../../contracts/cold-chain-parts.ts';
import { profileVersion, profilesInForce } from '../../store/queries/storage-profiles.ts';
import type { ProfileRecord } from '../../store/queries/storage-profiles.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';

export const profileOfRecord = (record: ProfileRecord): StoredProfile => ({
  ...(JSON.parse(record.body) as StorageProfileInput),
  version: record.version,
  setAt: record.setAt,
  setBy: record.setBy,
});

/** Profiles in force, by code. */
export const currentProfiles = (db: SqlDatabase): readonly StoredProfile[] =>
  profilesInForce(db).map(profileOfRecord);

/** One version of a profile. Throws when the study never had it: that is a defect. */
export function profileAt(db: SqlDatabase, code: string, version: number): StoredProfile {
  const record = profileVersion(db, code, version);
  if (record === undefined) throw new Error(`no version ${version} of storage profile ${code}`);
  return profileOfRecord(record);
}

/** The profile that names a lot, else the one for all other lots. */
export function profileForLot(
  profiles: readonly StoredProfile[],
  lot: string,
): StoredProfile | undefined {
  return (
    profiles.find(({ lots }) => lots?.includes(lot) === true) ??
    profiles.find(({ lots }) => lots === null)
  );
}

export const noProfile = (lots: readonly string[]): Refusal =>
  refusal(
    'no-storage-profile',
    lots.length === 0
      ? 'The study has no storage profile, so nothing says which temperatures are allowed.'
      : `No storage profile is for lot ${lots.slice(0, 5).join(', ')}.`,
    'Have quality assurance or the pharmacist sign a storage profile first.',
  );
