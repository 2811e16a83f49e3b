import { Stepper } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { SignatureFields } from '../../components/signature-fields.tsx';
import { useSignature } from '../../components/use-signature.ts';
import { go } from '../../state/route.ts';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { CampaignSummary } from './campaign-summary.tsx';
import { CampaignTerms } from './campaign-terms.tsx';
import { CampaignLots } from './campaign-lots.tsx';
import { emptyCampaign, isComplete as isFilled } from './campaign-form.ts';
import type { CampaignForm } from './campaign-form.ts';

interface Properties {
  readonly lot: string | undefined;
  onClose(): void;
}

const lastStep = 2;

/** Which lots, which date and why, then the signature. */
export function StartCampaignDialog({ lot, onClose }: Properties) {
  const { t } = useTranslation();
  const start = useCommand('campaigns.start');
  const { signature, setSignature, isComplete, forgetPassphrase } = useSignature('campaigns.start');
  const [step, setStep] = useState(0);
  const form = useDraftForm<CampaignForm & Record<string, unknown>>('start-campaign', {
    initialValues: { ...emptyCampaign },
    ...(lot === undefined ? {} : { prefill: { lots: [lot] } }),
  });
  const values: CampaignForm = form.values;
  const { campaign, expiry, lots, untilScanned, basis, reason } = values;
  const submit = async (): Promise<void> => {
    if (step < lastStep) {
      setStep(step + 1);
      return;
    }
    if (expiry === null) return;
    const asked = { campaign, lots, expiry, untilScanned, basis, reason, signature };
    const outcome = await start.run(asked);
    forgetPassphrase();
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t('campaigns.started', { campaign, count: outcome.value.kits }) });
    go('stock', `campaigns/${campaign}`);
    onClose();
  };
  const change = (part: Partial<CampaignForm>): void => form.setValues(part);
  return (
    <FormDialog
      title={t('campaigns.start')}
      submit={t(step < lastStep ? 'common.next' : 'campaigns.start')}
      size={640}
      isBusy={start.isBusy}
      failure={start.failure}
      canSubmit={isFilled(values, step) && (step < lastStep || isComplete)}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Stepper active={step} onStepClick={setStep} size="xs" allowNextStepsSelect={false}>
        {(['lots', 'terms', 'sign'] as const).map((name) => (
          <Stepper.Step key={name} label={t(`campaigns.step.${name}`)} />
        ))}
      </Stepper>
      {step === 0 && <CampaignLots value={values} onChange={change} />}
      {step === 1 && <CampaignTerms value={values} onChange={change} />}
      {step === lastStep && (
        <>
          <CampaignSummary value={values} />
          <SignatureFields value={signature} onChange={setSignature} />
        </>
      )}
    </FormDialog>
  );
}
