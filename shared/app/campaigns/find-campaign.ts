import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { approvalsOf, campaignByCode } from '../../store/queries/campaign-facts.ts';
import type { CampaignRecord } from '../../store/queries/campaign-facts.ts';
import { placeByCode } from '../../store/queries/allocation-facts.ts';
import type { PlaceFacts } from '../../store/queries/allocation-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { foreignPlace, unknownPlace } from '../actor-place.ts';
import type { CommandContext } from '../handlers.ts';

export function findCampaign(db: SqlDatabase, code: string): Result<CampaignRecord, Refusal> {
  const campaign = campaignByCode(db, code);
  if (campaign !== undefined) return ok(campaign);
  return err(
    refusal(
      'campaign-unknown',
      `There is no campaign ${code}.`,
      'Choose one from the Stock screen.',
    ),
  );
}

/** A campaign on which something may still be done. */
export function openCampaign(db: SqlDatabase, code: string): Result<CampaignRecord, Refusal> {
  const found = findCampaign(db, code);
  if (!found.ok || found.value.status === 'open') return found;
  return err(
    refusal(
      'campaign-closed',
      `Campaign ${code} was signed off by ${found.value.closedBy ?? 'somebody'}.`,
      'Start another campaign for what is left.',
    ),
  );
}

export interface CampaignAt {
  readonly campaign: CampaignRecord;
  readonly place: PlaceFacts;
}

/** A campaign at a place whose country has approved it, for somebody of that place. */
export function campaignAt(
  context: CommandContext,
  input: { readonly campaign: string; readonly place: string },
): Result<CampaignAt, Refusal> {
  const campaign = openCampaign(context.db, input.campaign);
  if (!campaign.ok) return campaign;
  const foreign = foreignPlace(context.actor, input.place);
  if (foreign !== null) return err(foreign);
  const place = placeByCode(context.db, input.place);
  if (place === undefined) return err(unknownPlace(input.place));
  const approvals = approvalsOf(context.db, campaign.value.id);
  if (approvals.some(({ country }) => country === place.country)) {
    return ok({ campaign: campaign.value, place });
  }
  return err(
    refusal(
      'extension-not-approved',
      `The extension ${input.campaign} is not approved in ${place.country}, where ${place.name} is.`,
      'Record the approval of the country first; until then the old date holds there.',
      approvals.length === 0
        ? ['No country has approved it yet.']
        : [`Approved in: ${approvals.map(({ country }) => country).join(', ')}.`],
    ),
  );
}
