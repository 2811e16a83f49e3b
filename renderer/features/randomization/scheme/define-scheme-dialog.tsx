import { SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../components/announce.ts';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { go } from '../../../state/route.ts';
import { useCommand } from '../../../state/use-command.ts';
import { useDraftForm } from '../../../state/use-draft-form.ts';
import { useStudy } from '../../../state/use-study.ts';
import { ListPurposeFields } from '../list-purpose-fields.tsx';
import { SchemeProcedureFields } from './scheme-procedure-fields.tsx';
import { canDefine, noScheme, schemeInputOf } from './scheme-values.ts';
import type { SchemeValues } from './scheme-values.ts';
import { SchemeWarnings } from './scheme-warnings.tsx';

/** Live allocation by dynamic balancing or minimization: what is balanced, and how strictly. */
export function DefineSchemeDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const study = useStudy();
  const define = useCommand('randomization.defineScheme');
  const form = useDraftForm<SchemeValues>('define-scheme', { initialValues: noScheme });
  const [warnings, setWarnings] = useState<readonly string[]>([]);
  const { list, procedure } = form.values;
  const submit = async (): Promise<void> => {
    const outcome = await define.run(schemeInputOf(form.values));
    if (!outcome.ok) return;
    form.dropDraft();
    go('randomization', outcome.value.list.list);
    setWarnings(outcome.value.warnings);
    if (outcome.value.warnings.length > 0) return;
    announce({ message: t('scheme.defined', { list }) });
    onClose();
  };
  if (warnings.length > 0) {
    return <SchemeWarnings list={list} warnings={warnings} onClose={onClose} />;
  }
  return (
    <FormDialog
      title={t('scheme.define')}
      intro={t('scheme.intro')}
      submit={t('scheme.defineNow')}
      size={620}
      isBusy={define.isBusy}
      failure={define.failure}
      canSubmit={canDefine(form.values)}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextInput
        label={t('randomization.name')}
        description={t('randomization.nameNote')}
        data-autofocus
        {...form.getInputProps('list')}
      />
      <SegmentedControl
        aria-label={t('randomization.procedure')}
        data={[
          { value: 'minimization', label: t('randomization.procedureName.minimization') },
          { value: 'dbr', label: t('randomization.procedureName.dbr') },
        ]}
        value={procedure}
        onChange={(next) =>
          form.setFieldValue('procedure', next === 'dbr' ? 'dbr' : 'minimization')
        }
      />
      <SchemeProcedureFields
        study={study}
        values={form.values}
        onChange={(change) => form.setValues(change)}
      />
      <ListPurposeFields
        values={form.values}
        hasFallback={false}
        onChange={(change) => form.setValues(change)}
      />
    </FormDialog>
  );
}
