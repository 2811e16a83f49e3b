import type { PackPayload } from '../../contracts/pack-file.ts';
import { materialOf } from '../../store/queries/site-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';

/** What is needed of a pack beside its envelopes. */
export interface PackBasics extends Pick<
  PackPayload,
  'keys' | 'study' | 'visit' | 'origin' | 'lineage' | 'people'
> {
  readonly digest: string;
}

export type EnvelopeMaterial = PackPayload['envelopes'][number];

/** The parts of a pack as a site's file keeps them: one for the whole pack, one an envelope. */
export const materialParts = (
  payload: PackPayload,
): readonly { readonly part: string; readonly content: string }[] => {
  const { keys, study, visit, digest, origin, lineage, people } = payload;
  const basics: PackBasics = { keys, study, visit, digest, origin, lineage, people };
  return [
    { part: 'basics', content: JSON.stringify(basics) },
    ...payload.envelopes.map((envelope, i) => ({
      part: `envelope ${i + 1}`,
      content: JSON.stringify(envelope),
    })),
  ];
};

/** Throws when the file lacks what its ledger says was loaded. */
export function basicsOf(db: SqlDatabase, pack: string): PackBasics {
  const text = materialOf(db, pack, 'basics');
  if (text === undefined) throw new Error(`the material of pack ${pack} is gone`);
  return JSON.parse(text) as PackBasics;
}

export function envelopeMaterial(
  db: SqlDatabase,
  pack: string,
  envelope: number,
): EnvelopeMaterial | undefined {
  const text = materialOf(db, pack, `envelope ${envelope}`);
  return text === undefined ? undefined : (JSON.parse(text) as EnvelopeMaterial);
}
