import { Group } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { SignatureFields } from '../../components/signature-fields.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useSignature } from '../../components/use-signature.ts';
import { useCommand } from '../../state/use-command.ts';
import { useDraftForm } from '../../state/use-draft-form.ts';
import { useQuery } from '../../state/use-query.ts';

/** Signs the record of a period as pharmacist or as monitor; two different people make it signed. */
export function SignPeriodDialog({ place, onClose }: { readonly place: string; onClose(): void }) {
  const { t } = useTranslation();
  const command = useCommand('accountability.sign');
  const { signature, setSignature, isComplete, forgetPassphrase } =
    useSignature('accountability.sign');
  const form = useDraftForm<{ from: string; until: string }>(`sign-period ${place}`, {
    initialValues: { from: '', until: '' },
  });
  const { from, until } = form.values;
  const hasDays = from !== '' && until !== '';
  const asked = useQuery(
    'accountability.periods',
    { place, from, until },
    { isEnabled: hasDays, keepsFormer: true },
  );
  const proposed = hasDays ? asked.data?.proposed : undefined;
  const submit = async (): Promise<void> => {
    const seen = proposed ? { digest: proposed.digest } : {};
    const signed = { ...signature, ...seen };
    const outcome = await command.run({ place, from, until, signature: signed });
    forgetPassphrase();
    if (!outcome.ok) return;
    form.dropDraft();
    announce({ message: t(`accountability.signedNow.${outcome.value.status}`, { place }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('accountability.signFor', { place })}
      intro={t('accountability.signIntro')}
      submit={t('accountability.sign')}
      isBusy={command.isBusy}
      failure={command.failure ?? asked.failure}
      canSubmit={hasDays && isComplete}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Group grow>
        <DateInput
          label={t('accountability.from')}
          valueFormat="D MMM YYYY"
          value={from === '' ? null : from}
          onChange={(day) => form.setFieldValue('from', day ?? '')}
        />
        <DateInput
          label={t('accountability.until')}
          valueFormat="D MMM YYYY"
          value={until === '' ? null : until}
          onChange={(day) => form.setFieldValue('until', day ?? '')}
        />
      </Group>
      {proposed && (
        <KeyValues
          columns={2}
          items={[
            [t('accountability.facts'), proposed.facts],
            [
              t('accountability.status'),
              <StatusBadge key="status" status={`record-${proposed.status}`} />,
            ],
            [
              t('accountability.signedBy'),
              proposed.signatures
                .filter(({ stands }) => stands)
                .map(
                  ({ printedName, part }) => `${printedName} (${t(`accountability.part.${part}`)})`,
                )
                .join(', ') || '–',
            ],
          ]}
        />
      )}
      <SignatureFields value={signature} onChange={setSignature} />
    </FormDialog>
  );
}
