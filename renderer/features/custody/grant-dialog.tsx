import { useTranslation } from 'react-i18next';
import type { Opening } from '../../../shared/contracts/custody.ts';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { SignatureFields } from '../../components/signature-fields.tsx';
import { useSignature } from '../../components/use-signature.ts';
import { useCommand } from '../../state/use-command.ts';

interface Properties {
  readonly opening: Pick<Opening, 'code' | 'part' | 'use' | 'list' | 'requestedBy' | 'isMine'>;
  onClose(): void;
}

/** The second person signs: at the own machine, or here, beside the person who asked. */
export function GrantDialog({ opening, onClose }: Properties) {
  const { t } = useTranslation();
  const grant = useCommand('custody.grant');
  const sign = useSignature('custody.grant', opening.isMine);
  const { code, part, use, list, requestedBy } = opening;
  const submit = async (): Promise<void> => {
    const outcome = await grant.run({ opening: code, signature: sign.signature });
    sign.forgetPassphrase();
    if (!outcome.ok) return;
    announce({ message: t('custody.granted', { code }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('custody.grantOne', { code })}
      intro={t('custody.grantIntro', {
        name: requestedBy,
        what: t(`custody.wanted.${part}.${use}`, { list }),
      })}
      submit={t('custody.grant')}
      isBusy={grant.isBusy}
      failure={grant.failure}
      canSubmit={sign.isComplete}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <SignatureFields value={sign.signature} onChange={sign.setSignature} />
    </FormDialog>
  );
}
