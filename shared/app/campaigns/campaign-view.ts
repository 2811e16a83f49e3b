import type { CampaignCard, CampaignPlace } from '../../contracts/campaigns.ts';
import { extendableStates } from '../../domain/lot/campaign.ts';
import { labelDiscrepancies } from '../../domain/lot/label-count.ts';
import {
  approvalsOf,
  confirmedByPlace,
  countCampaignKits,
  labelsOf,
  lotsOfCampaign,
} from '../../store/queries/campaign-facts.ts';
import type { CampaignCount, CampaignRecord } from '../../store/queries/campaign-facts.ts';
import { labelsOfCampaign } from '../../store/queries/label-rows.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import type { PlaceScope } from '../queries/scope.ts';

/** Counts of a campaign as far as somebody may see them, with what they are judged by. */
interface Counted {
  readonly counts: readonly CampaignCount[];
  readonly approved: ReadonlySet<string>;
}

const isSeen = ({ visible }: PlaceScope, place: number): boolean =>
  visible?.includes(place) ?? true;

export function countedFor(db: SqlDatabase, campaign: number, scope: PlaceScope): Counted {
  return {
    counts: countCampaignKits(db, campaign).filter(({ place }) => isSeen(scope, place)),
    approved: new Set(approvalsOf(db, campaign).map(({ country }) => country)),
  };
}

const sum = (counts: readonly CampaignCount[]): number =>
  counts.reduce((total, { kits }) => total + kits, 0);

const isWaiting = ({ status, state }: CampaignCount): boolean =>
  status === 'waiting' && extendableStates.includes(state);

/** What everybody may see of a campaign. */
export function campaignCard(
  db: SqlDatabase,
  campaign: CampaignRecord,
  scope: PlaceScope,
): CampaignCard {
  const { counts, approved } = countedFor(db, campaign.id, scope);
  const isApproved = ({ place }: CampaignCount): boolean =>
    approved.has(scope.places.get(place)?.country ?? '');
  const of = (status: CampaignCount['status']) => counts.filter((row) => row.status === status);
  const { id: _id, code, entry: _entry, ...facts } = campaign;
  const isOpen = campaign.status === 'open';
  return {
    campaign: code,
    ...facts,
    lots: [...lotsOfCampaign(db, campaign.id)],
    kits: sum(counts),
    confirmed: sum(of('confirmed')),
    toScan: isOpen ? sum(counts.filter((row) => isWaiting(row) && isApproved(row))) : 0,
    awaitingApproval: isOpen ? sum(counts.filter((row) => isWaiting(row) && !isApproved(row))) : 0,
    leftOut: sum(of('left-out')),
    gone: sum(of('waiting').filter((row) => !isWaiting(row))),
  };
}

/** Places that hold kits of a campaign or confirmed some, by code. */
export function campaignPlaces(
  db: SqlDatabase,
  campaign: CampaignRecord,
  scope: PlaceScope,
): CampaignPlace[] {
  const { counts, approved } = countedFor(db, campaign.id, scope);
  const confirmed = confirmedByPlace(db, campaign.id);
  const issued = labelsOfCampaign(db, campaign);
  const labels = new Map(labelsOf(db, campaign.id).map((row) => [row.place, row]));
  const rows: CampaignPlace[] = [];
  for (const place of scope.places.values()) {
    if (!isSeen(scope, place.id)) continue;
    const here = counts.filter((row) => row.place === place.id && isWaiting(row));
    const scanned = confirmed.get(place.id) ?? 0;
    const printed = issued.get(place.id) ?? 0;
    const counted = labels.get(place.id);
    if (here.length === 0 && scanned + printed === 0 && counted === undefined) continue;
    rows.push({
      place: place.code,
      name: place.name,
      country: place.country,
      approved: approved.has(place.country),
      waiting: sum(here),
      inTransit: sum(here.filter(({ state }) => state === 'in-transit')),
      confirmed: scanned,
      printed,
      labels: counted === undefined ? null : withDiscrepancies(counted, scanned, printed),
    });
  }
  return rows;
}

const withDiscrepancies = (
  { place: _place, ...counted }: ReturnType<typeof labelsOf>[number],
  confirmed: number,
  printed: number,
) => ({ ...counted, discrepancies: [...labelDiscrepancies(counted, confirmed, printed)] });

/** What keeps a campaign from its sign-off, in words. */
export function openPoints(card: CampaignCard, places: readonly CampaignPlace[]): string[] {
  const kits = (count: number): string => `${count} ${count === 1 ? 'kit' : 'kits'}`;
  return [
    ...(card.confirmed + card.leftOut === 0 ? ['No kit has been scanned yet.'] : []),
    ...places
      .filter(({ approved, waiting }) => approved && waiting > 0)
      .map(({ place, waiting }) => `${place}: ${kits(waiting)} to scan or to leave out.`),
    ...places
      .filter(({ confirmed, printed, labels }) => confirmed + printed > 0 && labels === null)
      .map(({ place }) => `${place}: its labels are not counted.`),
    ...places
      .filter(({ labels }) => labels !== null && labels.discrepancies.length > 0)
      .filter(({ labels }) => labels?.note === '')
      .map(
        ({ place, labels }) =>
          `${place}: ${labels?.discrepancies.join('; ')}; explain it in the note.`,
      ),
  ];
}
