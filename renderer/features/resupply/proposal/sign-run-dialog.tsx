import { useTranslation } from 'react-i18next';
import { announce } from '../../../components/announce.ts';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { SignatureFields } from '../../../components/signature-fields.tsx';
import { useSignature } from '../../../components/use-signature.ts';
import { go } from '../../../state/route.ts';
import { useCommand } from '../../../state/use-command.ts';
import { adjustmentInput } from './adjustments.ts';
import type { SentLine, totalsOf } from './sent-line.ts';

interface Properties {
  readonly proposal: string;
  readonly lines: readonly SentLine[];
  readonly totals: ReturnType<typeof totalsOf>;
  onSigned(): void;
  onClose(): void;
}

/** The signature that turns a proposal into shipments. */
export function SignRunDialog({ proposal, lines, totals, onSigned, onClose }: Properties) {
  const { t } = useTranslation();
  const run = useCommand('resupply.run');
  const { signature, setSignature, isComplete, forgetPassphrase } = useSignature('resupply.run');
  const submit = async (): Promise<void> => {
    const adjustments = adjustmentInput(lines);
    const outcome = await run.run({ proposal, adjustments, signature });
    if (!outcome.ok) {
      forgetPassphrase();
      return;
    }
    const { shipments, run: code } = outcome.value;
    announce({ message: t('resupply.sign.done', { run: code, count: shipments.length }) });
    onSigned();
    onClose();
    go('shipments', `~resupply-runs:${code}`);
  };
  return (
    <FormDialog
      title={t('resupply.sign.title', { proposal })}
      intro={t('resupply.sign.intro', {
        shipments: totals.shipments,
        kits: totals.kits,
        adjusted: totals.adjusted,
      })}
      submit={t('resupply.sign.now')}
      isBusy={run.isBusy}
      failure={run.failure}
      canSubmit={isComplete}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <SignatureFields value={signature} onChange={setSignature} />
    </FormDialog>
  );
}
