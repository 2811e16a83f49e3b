import type { Instant } from '../../base/instant.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { lastLoss, sitePacks } from '../../store/queries/site-facts.ts';
import type { SitePackFacts } from '../../store/queries/site-facts.ts';
import type { QueryContext } from '../handlers.ts';
import { timeInWords } from '../queries/slip.ts';

type Here = Pick<QueryContext, 'db' | 'now'>;

/** Packs whose envelopes may be opened at this moment. What a restore lost may have been opened: its packs may not be. */
export function packsInForce({ db, now }: Here): readonly SitePackFacts[] {
  const loss = lastLoss(db);
  return sitePacks(db).filter(
    ({ status, entry, validFrom, validUntil }) =>
      status === 'loaded' && entry > loss && validFrom <= now.instant && now.instant <= validUntil,
  );
}

/** Why no pack may be used now. */
export function noPack({ db, now }: Here): Refusal {
  const loss = lastLoss(db);
  const packs = sitePacks(db);
  const isLost = packs.some(({ entry, status }) => status === 'loaded' && entry < loss);
  return refusal(
    'no-pack-in-force',
    `No pack may be used at ${timeInWords(now.instant, now.offsetMinutes)}.`,
    isLost
      ? 'Ask the pharmacist of the study for another pack; envelopes of the old one may have been opened before the restore.'
      : 'Check the clock of this machine, or ask the pharmacist of the study for another pack.',
    packs.map((pack) => `${pack.code}: ${stateInWords(pack, loss, now)}`),
  );
}

function stateInWords(pack: SitePackFacts, loss: number, { offsetMinutes }: Here['now']): string {
  if (pack.status === 'surrendered') return 'given back';
  if (pack.entry < loss) return 'the file was restored from a copy that lacks entries';
  const [from, until] = [pack.validFrom, pack.validUntil].map((at) =>
    timeInWords(at as Instant, offsetMinutes),
  );
  return `from ${from} to ${until}`;
}
