import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../components/announce.ts';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { KeyValues } from '../../../components/key-values.tsx';
import { SignatureFields } from '../../../components/signature-fields.tsx';
import { useSignature } from '../../../components/use-signature.ts';
import { useCommand } from '../../../state/use-command.ts';
import type { Preview, WaitingFile } from './waiting-files.ts';

interface Properties {
  readonly file: WaitingFile;
  readonly preview: Preview;
  onClose(): void;
}

/** Remembers how tables with these headings are read, once somebody has looked and signed. */
export function ConfirmMappingDialog({ file, preview, onClose }: Properties) {
  const { t } = useTranslation();
  const confirm = useCommand('loggers.confirmMapping');
  const [name, setName] = useState('');
  const { signature, setSignature, isComplete, forgetPassphrase } =
    useSignature('loggers.confirmMapping');
  const { headings, column, first, unit } = preview.inspected;
  const { dateOrder, zone } = file.choices;
  const submit = async (): Promise<void> => {
    const mapping = {
      name,
      headings: [...headings],
      column: column ?? '',
      dateOrder: dateOrder ?? null,
      zone: zone ?? null,
      unit: file.choices.unit ?? null,
    };
    const outcome = await confirm.run({ mapping, signature });
    if (!outcome.ok) {
      forgetPassphrase();
      return;
    }
    announce({ message: t('temperature.mapping.done', { name }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('temperature.mapping.title')}
      intro={t('temperature.mapping.intro')}
      submit={t('temperature.mapping.submit')}
      isBusy={confirm.isBusy}
      failure={confirm.failure}
      canSubmit={isComplete && name.trim() !== ''}
      size={620}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <KeyValues
        columns={2}
        items={[
          [t('temperature.mapping.headings'), headings.join(' | ')],
          [t('temperature.ask.column'), column ?? '–'],
          [
            t('temperature.ask.dateOrder'),
            dateOrder === undefined
              ? t('temperature.ask.asFile')
              : t(`temperature.ask.order.${dateOrder}`),
          ],
          [t('temperature.ask.zone'), zone ?? t('temperature.ask.asFile')],
          [t('temperature.ask.unit'), file.choices.unit ?? unit ?? '°C'],
          [t('temperature.fact.first'), first ?? '–'],
        ]}
      />
      <TextInput
        label={t('temperature.mapping.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <SignatureFields value={signature} onChange={setSignature} />
    </FormDialog>
  );
}
