import { MultiSelect, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { SignatureFields } from '../../components/signature-fields.tsx';
import { useSignature } from '../../components/use-signature.ts';
import { useCommand } from '../../state/use-command.ts';
import { useQuery } from '../../state/use-query.ts';

const fewest = 2;
const most = 10;

/** Deals recovery shares: whoever deals sees none of them but their own. */
export function DealSharesDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const { data } = useQuery('access.users', {});
  const deal = useCommand('access.dealShares');
  const { signature, setSignature, isComplete, forgetPassphrase } =
    useSignature('access.dealShares');
  const [holders, setHolders] = useState<string[]>([]);
  const [threshold, setThreshold] = useState(fewest);
  const [reason, setReason] = useState('');
  const submit = async (): Promise<void> => {
    const outcome = await deal.run({ holders, threshold, reason, signature });
    if (!outcome.ok) return forgetPassphrase();
    announce({ message: t('study.shares.dealt') });
    onClose();
  };
  const people = (data?.users ?? []).filter(({ status }) => status === 'active');
  return (
    <FormDialog
      title={t('study.shares.deal')}
      intro={t('study.shares.intro')}
      submit={t('study.shares.deal')}
      isBusy={deal.isBusy}
      failure={deal.failure}
      canSubmit={
        holders.length >= Math.max(fewest, threshold) && reason.trim().length >= 3 && isComplete
      }
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <MultiSelect
        label={t('study.shares.holders')}
        data={people.map(({ user, printedName }) => ({ value: user, label: printedName }))}
        value={holders}
        onChange={setHolders}
        maxValues={most}
        searchable
      />
      <NumberInput
        label={t('study.shares.threshold')}
        min={fewest}
        max={most}
        allowDecimal={false}
        value={threshold}
        onChange={(value) => setThreshold(Number(value))}
      />
      <ReasonField value={reason} onChange={setReason} />
      <SignatureFields value={signature} onChange={setSignature} />
    </FormDialog>
  );
}
