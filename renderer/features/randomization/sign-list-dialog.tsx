import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { SignatureFields } from '../../components/signature-fields.tsx';
import { useSignature } from '../../components/use-signature.ts';
import { useCommand } from '../../state/use-command.ts';

interface Properties {
  readonly list: string;
  /** Of the list or the extension as it is shown. */
  readonly digest: string;
  readonly isExtension: boolean;
  onClose(): void;
}

/** One of the two signatures that lock a list or its extension; the second must be another person's. */
export function SignListDialog({ list, digest, isExtension, onClose }: Properties) {
  const { t } = useTranslation();
  const sign = useCommand('randomization.sign');
  const { signature, setSignature, isComplete, forgetPassphrase } =
    useSignature('randomization.sign');
  const submit = async (): Promise<void> => {
    const outcome = await sign.run({ list, signature: { ...signature, digest } });
    if (!outcome.ok) {
      forgetPassphrase();
      return;
    }
    const { status, extension } = outcome.value;
    const after = !isExtension ? status : extension === undefined ? 'extended' : 'signed-once';
    announce({ message: t(`randomization.after.${after}`, { list, defaultValue: '' }) });
    onClose();
  };
  return (
    <FormDialog
      title={t(isExtension ? 'randomization.extend.signTitle' : 'randomization.signList', { list })}
      intro={t(isExtension ? 'randomization.extend.signIntro' : 'randomization.signIntro')}
      submit={t(isExtension ? 'randomization.extend.sign' : 'randomization.sign')}
      isBusy={sign.isBusy}
      failure={sign.failure}
      canSubmit={isComplete}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <SignatureFields value={signature} onChange={setSignature} />
    </FormDialog>
  );
}
