import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { CampaignPlace } from '../../contracts/campaigns.ts';
import { entriesOf } from '../../store/queries/entry-rows.ts';
import type { CommandHandler } from '../handlers.ts';
import { firstOf } from '../named-kits.ts';
import { placeScope } from '../queries/scope.ts';
import { signedBody } from '../signed-body.ts';
import { campaignCard, campaignPlaces, openPoints } from './campaign-view.ts';
import { openCampaign } from './find-campaign.ts';

/** Signs a campaign off once nothing is open; who signed its start does not sign its end. */
export const closeCampaign: CommandHandler<'campaigns.close'> = (context, input) => {
  const campaign = openCampaign(context.db, input.campaign);
  if (!campaign.ok) return campaign;
  const scope = placeScope(context);
  const card = campaignCard(context.db, campaign.value, scope);
  const places = campaignPlaces(context.db, campaign.value, scope);
  const open = openPoints(card, places);
  if (open.length > 0) return err(notComplete(input.campaign, open));
  const discrepancies = discrepanciesOf(places);
  const body = {
    campaign: input.campaign,
    confirmed: card.confirmed,
    leftOut: card.leftOut,
    discrepancies,
  };
  const signature = signedBody(context, body);
  const [start] = entriesOf(context.db, [campaign.value.entry]);
  if (start?.content.signature?.user === signature.user) return err(sameSigner(input.campaign));
  return ok({
    events: [{ event: { kind: 'campaign-closed', body }, reason: input.reason, signature }],
    value: {
      confirmed: card.confirmed,
      discrepancies: discrepancies.map(({ place, words }) => `${place}: ${words}`),
    },
  });
};

/** What does not add up at a place, with the explanation that a person gave. */
const discrepanciesOf = (places: readonly CampaignPlace[]) =>
  places.flatMap(({ place, labels }) =>
    labels === null || labels.discrepancies.length === 0
      ? []
      : [{ place, words: `${labels.discrepancies.join('; ')}: ${labels.note}` }],
  );

const notComplete = (campaign: string, open: readonly string[]): Refusal =>
  refusal(
    'campaign-not-complete',
    `Campaign ${campaign} cannot be signed off: ${open.length} points are open.`,
    'Scan or leave out the kits, count the labels, and explain what does not add up.',
    firstOf(open),
  );

const sameSigner = (campaign: string): Refusal =>
  refusal(
    'second-person',
    `You signed the start of campaign ${campaign}; somebody else must sign it off.`,
    'Ask another pharmacist or QA.',
  );
