import { err, ok } from '../../base/result.ts';
import { extendableStates } from '../../domain/lot/campaign.ts';
import {
  allCampaigns,
  approvalsOf,
  campaignKitsAt,
  confirmedByPlace,
} from '../../store/queries/campaign-facts.ts';
import { entriesOf } from '../../store/queries/entry-rows.ts';
import { entriesMentioning } from '../../store/queries/mentions.ts';
import { unknownPlace } from '../actor-place.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { placeScope } from '../queries/scope.ts';
import { timelineRow } from '../queries/timeline-row.ts';
import { visibleEntries } from '../queries/trail-page.ts';
import { campaignCard, campaignPlaces, countedFor, openPoints } from './campaign-view.ts';
import { findCampaign } from './find-campaign.ts';

export const campaignsList: QueryHandler<'campaigns.list'> = (context) => {
  const scope = placeScope(context);
  return ok({
    campaigns: allCampaigns(context.db).map((row) => campaignCard(context.db, row, scope)),
  });
};

export const campaignsGet: QueryHandler<'campaigns.get'> = (context, input) => {
  const { db } = context;
  const campaign = findCampaign(db, input.campaign);
  if (!campaign.ok) return campaign;
  const scope = placeScope(context);
  const card = campaignCard(db, campaign.value, scope);
  const places = campaignPlaces(db, campaign.value, scope);
  const approvals = new Map(approvalsOf(db, campaign.value.id).map((row) => [row.country, row]));
  const { counts } = countedFor(db, campaign.value.id, scope);
  const kitsIn = new Map<string, number>();
  for (const { place, status, state, kits } of counts) {
    const country = scope.places.get(place)?.country ?? '';
    const isThere = status !== 'waiting' || extendableStates.includes(state);
    kitsIn.set(country, (kitsIn.get(country) ?? 0) + (isThere ? kits : 0));
  }
  return ok({
    campaign: card,
    countries: [...new Set([...kitsIn.keys(), ...approvals.keys()])].sort().map((country) => ({
      country,
      kits: kitsIn.get(country) ?? 0,
      approvedOn: approvals.get(country)?.approvedOn ?? null,
      reference: approvals.get(country)?.reference ?? null,
    })),
    places,
    open: card.status === 'closed' ? [] : openPoints(card, places),
    timeline: timelineOf(context, 'campaign', campaign.value.code),
  });
};

/** Entries about a lot or a campaign, as far as the person may see them. */
export function timelineOf(context: QueryContext, noun: 'lot' | 'campaign', id: string) {
  const seen = visibleEntries(context);
  const entries = entriesMentioning(context.db, noun, id).filter(
    (entry) => seen === null || seen.includes(entry),
  );
  return entriesOf(context.db, entries).map((entry) => timelineRow(entry));
}

const mostShown = 2000;

export const campaignsKits: QueryHandler<'campaigns.kits'> = (context, input) => {
  const { db } = context;
  const campaign = findCampaign(db, input.campaign);
  if (!campaign.ok) return campaign;
  const scope = placeScope(context);
  const place = [...scope.places.values()].find(
    ({ id, code }) => code === input.place && (scope.visible?.includes(id) ?? true),
  );
  if (place === undefined) return err(unknownPlace(input.place));
  const { counts, approved } = countedFor(db, campaign.value.id, scope);
  const waiting = counts.filter(
    (row) =>
      row.place === place.id && row.status === 'waiting' && extendableStates.includes(row.state),
  );
  return ok({
    approved: approved.has(place.country),
    waiting: waiting.reduce((sum, { kits }) => sum + kits, 0),
    confirmed: confirmedByPlace(db, campaign.value.id).get(place.id) ?? 0,
    kits: campaignKitsAt(db, campaign.value.id, place.id, mostShown).map(
      ({ place: _place, ...kit }) => kit,
    ),
  });
};
