import { Button, Code, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../components/form-dialog.tsx';
import { saveText } from '../../components/save-file.ts';
import { SignatureFields } from '../../components/signature-fields.tsx';
import { useSignature } from '../../components/use-signature.ts';
import { useCommand } from '../../state/use-command.ts';

/** Shows a holder the own share, once. */
export function TakeShareDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const take = useCommand('access.takeShare');
  const { signature, setSignature, isComplete, forgetPassphrase } =
    useSignature('access.takeShare');
  const [share, setShare] = useState<string | null>(null);
  const submit = async (): Promise<void> => {
    const outcome = await take.run({ signature });
    forgetPassphrase();
    if (outcome.ok) setShare(outcome.value.share);
  };
  return (
    <FormDialog
      title={t('study.shares.take')}
      intro={t(share === null ? 'study.shares.takeIntro' : 'study.shares.shown')}
      submit={t(share === null ? 'study.shares.take' : 'study.shares.kept')}
      isBusy={take.isBusy}
      failure={take.failure}
      canSubmit={share !== null || isComplete}
      onSubmit={() => (share === null ? void submit() : onClose())}
      onClose={onClose}
    >
      {share === null ? (
        <SignatureFields value={signature} onChange={setSignature} />
      ) : (
        <>
          <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
            {share}
          </Code>
          <Text size="sm">{t('study.shares.onlyOnce')}</Text>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} />}
            onClick={() => saveText('cachet-recovery-share.txt', `${share}\n`)}
          >
            {t('study.shares.save')}
          </Button>
        </>
      )}
    </FormDialog>
  );
}
