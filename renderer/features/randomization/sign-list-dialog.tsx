import { announce } from '../../components/announce.ts';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../components/form-dialog.tsx';
import { SignatureFields } from '../../components/signature-fields.tsx';
import { useSignature } from '../../components/use-signature.ts';
import { useCommand } from '../../state/use-command.ts';

interface Properties {
  readonly list: string;
  onClose(): void;
}

/** One of the two signatures that lock a list; the second must be another person's. */
export function SignListDialog({ list, onClose }: Properties) {
  const { t } = useTranslation();
  const sign = useCommand('randomization.sign');
  const { signature, setSignature, isComplete, forgetPassphrase } =
    useSignature('randomization.sign');
  const submit = async (): Promise<void> => {
    const outcome = await sign.run({ list, signature });
    if (!outcome.ok) {
      forgetPassphrase();
      return;
    }
    announce({
      message: t(`randomization.after.${outcome.value.status}`, { list, defaultValue: '' }),
    });
    onClose();
  };
  return (
    <FormDialog
      title={t('randomization.signList', { list })}
      intro={t('randomization.signIntro')}
      submit={t('randomization.sign')}
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
