import type { BundleHeader } from '../../contracts/bundle-file.ts';
import type { SiteChainState } from '../../contracts/reconciliation.ts';
import type { SiteChain } from '../../ledger/bundle/site-chain.ts';
import { siteDevice } from '../../store/queries/pack-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';

/** How far a site's record is whole, and where it is not. */
export function chainState(
  db: SqlDatabase,
  header: Pick<BundleHeader, 'device' | 'site'>,
  entries: number,
  chain: SiteChain,
): SiteChainState {
  return {
    device: header.device,
    site: header.site,
    known: siteDevice(db, header.device) !== undefined,
    entries,
    upTo: Math.max(0, ...chain.paths.map((path) => path.at(-1)?.sequence ?? 0)),
    gaps: chain.gaps.map((gap) => ({ ...gap })),
    forks: chain.forks.map(({ after, kind, epochs }) => ({ after, kind, epochs: [...epochs] })),
  };
}
