import { announce } from '../../components/announce.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileDrop } from '../../components/file-drop.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import type { ChosenFile } from '../../components/save-file.ts';
import { SignatureFields } from '../../components/signature-fields.tsx';
import { useSignature } from '../../components/use-signature.ts';
import { useCommand } from '../../state/use-command.ts';
import { DefinitionIssues } from '../session/definition-issues.tsx';
import { DefinitionSummary } from '../session/definition-summary.tsx';

/** Puts a new version of the definition in force. */
export function AmendStudyDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const check = useCommand('study.check');
  const amend = useCommand('study.amend');
  const { signature, setSignature, isComplete, forgetPassphrase } = useSignature('study.amend');
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [checked, setChecked] = useState<Awaited<ReturnType<typeof check.run>>>();
  const [reason, setReason] = useState('');
  const report = checked?.ok === true ? checked.value : undefined;
  const isGood = report !== undefined && report.definition !== null;
  const choose = (next: ChosenFile): void => {
    setFile(next);
    setChecked(undefined);
    void check.run({ definition: { name: next.name, base64: next.base64 } }).then(setChecked);
  };
  const submit = async (): Promise<void> => {
    if (file === null) return;
    const outcome = await amend.run({
      definition: { name: file.name, base64: file.base64 },
      reason,
      signature,
    });
    if (!outcome.ok) {
      forgetPassphrase();
      return;
    }
    announce({ message: t('study.amended', { version: outcome.value.version }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('study.amend')}
      intro={t('study.amendIntro')}
      submit={t('study.amendNow')}
      size={760}
      isBusy={amend.isBusy}
      failure={amend.failure ?? check.failure}
      canSubmit={isGood && isComplete && reason.trim().length >= 3}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <FileDrop
        label={t('session.dropDefinition')}
        kinds={t('session.definitionKinds')}
        file={file}
        onFile={choose}
      />
      {report !== undefined && report.issues.length > 0 && (
        <DefinitionIssues issues={report.issues} />
      )}
      {isGood && (
        <>
          <DefinitionSummary definition={report.definition} />
          <ReasonField value={reason} onChange={setReason} />
          <SignatureFields value={signature} onChange={setSignature} />
        </>
      )}
    </FormDialog>
  );
}
