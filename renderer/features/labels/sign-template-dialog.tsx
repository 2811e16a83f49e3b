import { MultiSelect, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '../../../shared/contracts/index.ts';
import { announce } from '../../components/announce.ts';
import { FileDrop } from '../../components/file-drop.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import type { ChosenFile } from '../../components/save-file.ts';
import { SignatureFields } from '../../components/signature-fields.tsx';
import { useSignature } from '../../components/use-signature.ts';
import { useCommand } from '../../state/use-command.ts';
import { useQuery } from '../../state/use-query.ts';
import { LabelPicture } from './label-picture.tsx';
import { definitionIn } from './template-file.ts';
import classes from './labels.module.css';

type Definition = InputOf<'labels.defineTemplate'>['template'];

interface Properties {
  /** Start from the version in force. */
  readonly template?: string;
  onClose(): void;
}

const fromFile = 'file';

/** Proposals, templates in force and a file: what may become the next version. */
function useDefinition(template: string | undefined) {
  const [languages, setLanguages] = useState<string[]>(['en']);
  const [source, setSource] = useState<string>(template ?? 'kit-roll');
  const [file, setFile] = useState<ChosenFile | null>(null);
  const { data } = useQuery('labels.templates', { languages }, { keepsFormer: true });
  const known = [
    ...(data?.templates ?? []).filter(({ definition }) => definition.id === template),
    ...(data?.proposals ?? []),
  ];
  const found = known.find(({ definition }) => definition.id === source)?.definition;
  const read = file === null ? null : definitionIn(file);
  const definition: Definition | undefined =
    source === fromFile ? (read?.definition as Definition | undefined) : found;
  return { languages, setLanguages, source, setSource, file, setFile, data, definition, read };
}

/** Looks at a template and puts it in force by a signature. */
export function SignTemplateDialog({ template, onClose }: Properties) {
  const { t } = useTranslation();
  const sign = useCommand('labels.defineTemplate');
  const { signature, setSignature, isComplete, forgetPassphrase } =
    useSignature('labels.defineTemplate');
  const [reason, setReason] = useState('');
  const chosen = useDefinition(template);
  const { definition } = chosen;
  const submit = async (): Promise<void> => {
    if (definition === undefined) return;
    const outcome = await sign.run({ template: definition, reason, signature });
    forgetPassphrase();
    if (!outcome.ok) return;
    const { version } = outcome.value;
    announce({ message: t('labels.signed', { version, template: definition.id }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('labels.signTitle')}
      intro={t('labels.signIntro')}
      submit={t('labels.signSubmit')}
      size={980}
      isBusy={sign.isBusy}
      failure={sign.failure}
      canSubmit={definition !== undefined && reason.trim().length >= 3 && isComplete}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <div className={classes.columns}>
        <Stack gap="md">
          <Source chosen={chosen} />
          <ReasonField value={reason} onChange={setReason} />
          <SignatureFields value={signature} onChange={setSignature} />
        </Stack>
        {definition !== undefined && (
          <LabelPicture input={{ template: definition }} name={definition.id} explains />
        )}
      </div>
    </FormDialog>
  );
}

function Source({ chosen }: { readonly chosen: ReturnType<typeof useDefinition> }) {
  const { t } = useTranslation();
  const { data, source, setSource, languages, setLanguages, file, setFile, read } = chosen;
  const proposals = data?.proposals ?? [];
  return (
    <>
      <Select
        label={t('labels.proposal')}
        allowDeselect={false}
        data={[
          ...proposals.map(({ definition: { id, title } }) => ({ value: id, label: title })),
          { value: fromFile, label: t('labels.fromFile') },
        ]}
        value={source}
        onChange={(next) => next !== null && setSource(next)}
      />
      {source === fromFile ? (
        <FileDrop
          label={t('labels.fromFile')}
          kinds={t('labels.fileKinds')}
          file={file}
          onFile={setFile}
        />
      ) : (
        <MultiSelect
          label={t('labels.languages')}
          data={data?.languages ?? ['en']}
          value={languages}
          onChange={(next) => setLanguages(next.length === 0 ? ['en'] : next)}
        />
      )}
      {read?.fault !== undefined && (
        <p role="alert">{t('labels.fileWrong', { why: read.fault })}</p>
      )}
    </>
  );
}
