import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { countText } from '../../components/format.ts';
import { saveFile } from '../../components/save-file.ts';
import { useCommand } from '../../state/use-command.ts';
import { useStudy } from '../../state/use-study.ts';
import type { Question } from './lab-state.ts';

interface Properties {
  readonly question: Question;
  readonly engine: string;
  onClose(): void;
}

/** The assessment as PDF for the appendix of the protocol. */
export function ReportDialog({ question, engine, onClose }: Properties) {
  const { t } = useTranslation();
  const protocol = useStudy()?.protocol.number ?? '';
  const [title, setTitle] = useState(() => t('lab.report.firstTitle', { protocol }).trim());
  const report = useCommand('lab.report');
  const submit = async (): Promise<void> => {
    const outcome = await report.run({ ...question, title });
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
