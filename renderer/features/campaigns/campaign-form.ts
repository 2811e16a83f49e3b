import type { UntilScanned } from '../../../shared/domain/lot/campaign.ts';

/** What the wizard asks. */
export interface CampaignForm {
  readonly campaign: string;
  readonly lots: string[];
  readonly expiry: string | null;
  readonly untilScanned: UntilScanned;
  readonly basis: string;
  readonly reason: string;
}

export const emptyCampaign: CampaignForm = {
  campaign: '',
  lots: [],
  expiry: null,
  untilScanned: 'blocked',
  basis: '',
  reason: '',
};

/** Whether a step of the wizard has all that it asks for. */
export function isComplete(form: CampaignForm, step: number): boolean {
  if (step === 0) return form.lots.length > 0;
  return (
    form.campaign.trim() !== '' &&
    form.expiry !== null &&
    form.basis.trim() !== '' &&
    form.reason.trim().length >= 3
  );
}
