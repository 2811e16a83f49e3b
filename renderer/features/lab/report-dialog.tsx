import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '../../../shared/contracts/index.ts';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { countText } from '../../components/format.ts';
import { saveFile } from '../../components/save-file.ts';
import { useCommand } from '../../state/use-command.ts';
import { useStudy } from '../../state/use-study.ts';

interface Properties<N extends 'lab.report' | 'lab.multicentreReport'> {
  readonly procedure: N;
  readonly question: Omit<InputOf<N>, 'title'>;
  readonly engine: string;
  onClose(): void;
}

/** The assessment as PDF for the appendix of the protocol. */
export function ReportDialog<N extends 'lab.report' | 'lab.multicentreReport'>({
  procedure,
  question,
  engine,
  onClose,
}: Properties<N>) {
  const { t } = useTranslation();
  const protocol = useStudy()?.protocol.number ?? '';
  const [title, setTitle] = useState(() => t('lab.report.firstTitle', { protocol }).trim());
  const report = useCommand(procedure);
  const submit = async (): Promise<void> => {
    const outcome = await report.run({ ...question, title } as InputOf<N>);
    if (!outcome.ok) return;
    saveFile(outcome.value);
    announce({ message: t('common.saved', { name: outcome.value.name }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('lab.report.title')}
      intro={t('lab.report.intro')}
      submit={t('lab.report.submit')}
      isBusy={report.isBusy}
      failure={report.failure}
      canSubmit={title.trim() !== ''}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextInput
        label={t('lab.report.heading')}
        data-autofocus
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <KeyValues
        columns={3}
        items={[
          [t('lab.setting.seed'), String(question.seed)],
          [t('lab.setting.replicates'), countText(question.replicates ?? 0)],
          [t('lab.engine'), engine],
        ]}
      />
    </FormDialog>
  );
}
