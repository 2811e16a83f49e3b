import { dateInWords } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import { kitStateInWords } from '../../domain/kit/kit-state.ts';
import { extendableStates, relabelStates } from '../../domain/lot/campaign.ts';
import { labelDiscrepancies } from '../../domain/lot/label-count.ts';
import { localDay } from '../../domain/place/local-day.ts';
import {
  approvalsOf,
  campaignKit,
  confirmedByPlace,
  countCampaignKits,
} from '../../store/queries/campaign-facts.ts';
import type { CampaignRecord } from '../../store/queries/campaign-facts.ts';
import type { KitFacts } from '../../store/queries/kit-facts.ts';
import { labelsOfCampaign } from '../../store/queries/label-rows.ts';
import { allPlaces } from '../../store/queries/places.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { firstOf, namedKits } from '../named-kits.ts';
import { campaignAt, openCampaign } from './find-campaign.ts';

/** Kits of the country can be scanned from now on; with `blocked` they are kept from use until they are. */
export const approveCountry: CommandHandler<'campaigns.approveCountry'> = (context, input) => {
  const campaign = openCampaign(context.db, input.campaign);
  if (!campaign.ok) return campaign;
  const wrong = approvalRefusal(context, campaign.value, input);
  if (wrong !== null) return err(wrong);
  const { country, approvedOn, reference } = input;
  const there = new Set(
    allPlaces(context.db)
      .filter((place) => place.country === country)
      .map(({ id }) => id),
  );
  const toScan = countCampaignKits(context.db, campaign.value.id)
    .filter(({ place, status, state }) => {
      return there.has(place) && status === 'waiting' && extendableStates.includes(state);
    })
    .reduce((sum, { kits }) => sum + kits, 0);
  const body = { campaign: input.campaign, country, approvedOn, reference };
  return ok({
    events: [{ event: { kind: 'campaign-country-approved', body } }],
    value: { toScan },
  });
};

function approvalRefusal(
  { db, now }: CommandContext,
  campaign: CampaignRecord,
  input: { readonly country: string; readonly approvedOn: string },
): Refusal | null {
  const countries = [...new Set(allPlaces(db).map(({ country }) => country))].sort();
  if (!countries.includes(input.country)) {
    return refusal(
      'country-unknown',
      `The study has no place in ${input.country}.`,
      `Choose one of: ${countries.join(', ')}.`,
    );
  }
  const known = approvalsOf(db, campaign.id).find(({ country }) => country === input.country);
  if (known !== undefined) {
    return refusal(
      'country-approved',
      `${input.country} approved campaign ${campaign.code} on ${dateInWords(known.approvedOn)} (${known.reference}).`,
      'Nothing needs to be done.',
    );
  }
  // The latest today on earth: an approval of today is never refused for the zone of this machine.
  if (input.approvedOn <= localDay(now.instant, 'Pacific/Kiritimati')) return null;
  return refusal(
    'approval-ahead',
    `${dateInWords(input.approvedOn as IsoDate)} has not come yet.`,
    'Record the approval on the day from which it holds, with the date of the letter.',
  );
}

/** Each kit that was scanned carries its new label: the new date is in force for it. All of them, or none. */
export const confirmKits: CommandHandler<'campaigns.confirm'> = (context, input) => {
  const at = campaignAt(context, input);
  if (!at.ok) return at;
  const { campaign, place } = at.value;
  const named = namedKits(context.db, input.numbers);
  if (!named.ok) return named;
  const problems = named.value.flatMap((kit) => {
    const why = notConfirmable(context, campaign, place.code, kit);
    return why === null ? [] : [`${kit.number}: ${why}.`];
  });
  if (problems.length > 0) {
    return err(
      refusal(
        'kits-not-confirmable',
        `${problems.length} of ${named.value.length} kits cannot be confirmed at ${place.name}; nothing was recorded.`,
        'Put these kits aside and leave them out of the scan.',
        firstOf(problems),
      ),
    );
  }
  const kits = named.value.map(({ number }) => number);
  const waiting = countCampaignKits(context.db, campaign.id)
    .filter((row) => row.place === place.id && row.status === 'waiting')
    .filter(({ state }) => extendableStates.includes(state))
    .reduce((sum, row) => sum + row.kits, 0);
  const body = { campaign: campaign.code, place: place.code, kits };
  return ok({
    events: [{ event: { kind: 'campaign-kits-confirmed', body } }],
    value: { confirmed: kits.length, left: waiting - kits.length },
  });
};

function notConfirmable(
  { db }: CommandContext,
  campaign: CampaignRecord,
  place: string,
  kit: KitFacts,
): string | null {
  const member = campaignKit(db, campaign.id, kit.number);
  if (member === undefined) return `is not in campaign ${campaign.code}`;
  if (kit.place !== place) return `is at ${kit.placeName}`;
  if (member.status === 'confirmed') return 'was confirmed already';
  if (member.status === 'left-out') return 'was left out of the campaign';
  return relabelStates.includes(kit.state) ? null : `is ${kitStateInWords(kit.state)}`;
}

export const leaveOutKits: CommandHandler<'campaigns.leaveOut'> = (context, input) => {
  const campaign = openCampaign(context.db, input.campaign);
  if (!campaign.ok) return campaign;
  const named = namedKits(context.db, input.numbers);
  if (!named.ok) return named;
  const problems = named.value.flatMap(({ number }) => {
    const status = campaignKit(context.db, campaign.value.id, number)?.status;
    if (status === 'waiting') return [];
    return [
      status === undefined
        ? `${number}: is not in campaign ${campaign.value.code}.`
        : `${number}: was ${status === 'confirmed' ? 'confirmed' : 'left out'} already.`,
    ];
  });
  if (problems.length > 0) {
    return err(
      refusal(
        'kits-not-waiting',
        `${problems.length} of ${named.value.length} kits do not wait for a label; nothing was recorded.`,
        'Leave these numbers away.',
        firstOf(problems),
      ),
    );
  }
  const body = { campaign: campaign.value.code, kits: named.value.map(({ number }) => number) };
  return ok({
    events: [{ event: { kind: 'campaign-kits-left-out', body }, reason: input.reason }],
    value: { leftOut: body.kits.length },
  });
};

/** Counts replace the ones before; what does not add up is named at once and must be explained before sign-off. */
export const countLabels: CommandHandler<'campaigns.countLabels'> = (context, input) => {
  const at = campaignAt(context, input);
  if (!at.ok) return at;
  const { campaign, place } = at.value;
  const { issued, used, destroyed, kept, note } = input;
  const confirmed = confirmedByPlace(context.db, campaign.id).get(place.id) ?? 0;
  const printed = labelsOfCampaign(context.db, campaign).get(place.id) ?? 0;
  const counted = { issued, used, destroyed, kept };
  const body = { campaign: campaign.code, place: place.code, ...counted, note };
  return ok({
    events: [{ event: { kind: 'campaign-labels-counted', body } }],
    value: { discrepancies: [...labelDiscrepancies(counted, confirmed, printed)] },
  });
};
