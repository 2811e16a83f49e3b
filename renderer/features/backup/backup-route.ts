/** Parts of the Backup screen. */
export const backupParts = ['packs', 'helpline', 'records', 'desk', 'hub'] as const;
export type BackupPart = (typeof backupParts)[number];

/** The part that a route names, with the thing that is open on it. */
export function backupRoute(id: string | null): {
  readonly part: BackupPart;
  readonly open: string | null;
} {
  const [name = '', ...rest] = (id ?? '').split(':');
  const part = backupParts.find((known) => known === name) ?? 'packs';
  return { part, open: rest.length === 0 ? null : rest.join(':') };
}
