import type { PackCard } from '../../contracts/packs.ts';
import { isSurrendered } from '../../store/queries/pack-facts.ts';
import type { PackFacts } from '../../store/queries/pack-facts.ts';
import type { QueryContext } from '../handlers.ts';

/** What everybody may see of a pack. */
export const packCard = (
  { db, environment }: Pick<QueryContext, 'db' | 'environment'>,
  pack: PackFacts,
): PackCard => ({
  pack: pack.code,
  site: pack.site,
  siteName: pack.siteName,
  device: pack.device,
  list: pack.list,
  cohort: pack.cohort,
  release: pack.release,
  layers: pack.layers,
  validFrom: pack.validFrom,
  validUntil: pack.validUntil,
  issuedAt: pack.issuedAt,
  status: pack.status,
  statusAt: pack.statusAt,
  environment,
  digest: pack.digest,
  merkleRoot: pack.merkleRoot,
  envelopes: pack.envelopes,
  used: pack.used,
  returned: pack.returned,
  kits: pack.kits,
  surrendered: isSurrendered(db, pack.code),
});
