import type { PackPayload } from '../../contracts/pack-file.ts';
import type { SiteClock } from '../../domain/backup/pack-terms.ts';
import type { EventBodies } from '../../ledger/events.ts';

export type Confirmed = NonNullable<EventBodies['site-pack-loaded']['confirmed']>;

/** What the ledger of a site says of a pack that it took in: everything but the sealed envelopes and keys. */
export const loadedBody = (
  payload: PackPayload,
  clock: SiteClock,
  confirmed: Confirmed = [],
): EventBodies['site-pack-loaded'] => ({
  pack: payload.pack,
  site: payload.site,
  device: payload.device,
  digest: payload.digest,
  release: payload.release,
  layers: payload.layers,
  validFrom: payload.validFrom,
  validUntil: payload.validUntil,
  list: payload.list,
  merkleRoot: payload.merkleRoot,
  stratifyBy: payload.stratifyBy,
  console: payload.console,
  strata: payload.strata,
  clock,
  ...(confirmed.length === 0 ? {} : { confirmed }),
});
