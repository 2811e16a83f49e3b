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
    announce({ message: t('coldChain.mapping.done', { name }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('coldChain.mapping.title')}
      intro={t('coldChain.mapping.intro')}
      submit={t('coldChain.mapping.submit')}
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
          [t('coldChain.mapping.headings'), headings.join(' | ')],
          [t('coldChain.ask.column'), column ?? '–'],
          [
            t('coldChain.ask.dateOrder'),
            dateOrder === undefined
              ? t('coldChain.ask.asFile')
              : t(`coldChain.ask.order.${dateOrder}`),
          ],
          [t('coldChain.ask.zone'), zone ?? t('coldChain.ask.asFile')],
          [t('coldChain.ask.unit'), file.choices.unit ?? unit ?? '°C'],
          [t('coldChain.fact.first'), first ?? '–'],
        ]}
      />
      <TextInput
        label={t('coldChain.mapping.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <SignatureFields value={signature} onChange={setSignature} />
    </FormDialog>
  );
}
