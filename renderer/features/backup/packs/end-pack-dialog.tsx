import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../components/announce.ts';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { ReasonField } from '../../../components/reason-field.tsx';
import { SignatureFields } from '../../../components/signature-fields.tsx';
import { useSignature } from '../../../components/use-signature.ts';
import { useCommand } from '../../../state/use-command.ts';

interface Properties {
  readonly pack: string;
  readonly how: 'revoke' | 'return';
  readonly surrendered: boolean;
  onClose(): void;
}

/** Revokes a pack, or closes it: unopened slots stay unused for good and their kits are free again. */
export function EndPackDialog({ pack, how, surrendered, onClose }: Properties) {
  const { t } = useTranslation();
  const revoke = useCommand('packs.revoke');
  const giveBack = useCommand('packs.return');
  const sign = useSignature(how === 'revoke' ? 'packs.revoke' : 'packs.return');
  const [reason, setReason] = useState('');
  const [withoutSurrender, setWithout] = useState(false);
  const command = how === 'revoke' ? revoke : giveBack;
  const submit = async (): Promise<void> => {
    const { signature } = sign;
    const outcome =
      how === 'revoke'
        ? await revoke.run({ pack, reason, signature })
        : await giveBack.run({ pack, reason, withoutSurrender, signature });
    sign.forgetPassphrase();
    if (!outcome.ok) return;
    announce({ message: t(`backup.ended.${how}`, { pack }) });
    onClose();
  };
  return (
    <FormDialog
      title={t(`backup.endTitle.${how}`, { pack })}
      intro={t(`backup.endIntro.${how}`)}
      submit={t(how === 'revoke' ? 'backup.revoke' : 'backup.return')}
      isDangerous={how === 'revoke'}
      isBusy={command.isBusy}
      failure={command.failure}
      canSubmit={reason.trim().length >= 3 && sign.isComplete}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {how === 'return' && !surrendered && (
        <Checkbox
          label={t('backup.withoutSurrender')}
          description={t('backup.withoutSurrenderNote')}
          checked={withoutSurrender}
          onChange={(event) => setWithout(event.currentTarget.checked)}
        />
      )}
      <ReasonField value={reason} onChange={setReason} />
      <SignatureFields value={sign.signature} onChange={sign.setSignature} />
    </FormDialog>
  );
}
