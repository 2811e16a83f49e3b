import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaceRow } from '../../../shared/contracts/study.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { useCommand } from '../../state/use-command.ts';

interface Properties {
  readonly site: PlaceRow;
  onClose(): void;
}

/** Opens or closes a site for randomization. */
export function SiteStatusDialog({ site, onClose }: Properties) {
  const { t } = useTranslation();
  const change = useCommand('study.setSiteStatus');
  const [reason, setReason] = useState('');
  const isOpen = site.status === 'active';
  const submit = async (): Promise<void> => {
    const outcome = await change.run({
      site: site.id,
      status: isOpen ? 'closed' : 'active',
      reason,
    });
    if (outcome.ok) onClose();
  };
  return (
    <FormDialog
      title={t(isOpen ? 'study.closeSite' : 'study.openSite', {
        site: `${site.id} · ${site.name}`,
      })}
      intro={t(isOpen ? 'study.closeIntro' : 'study.openIntro')}
      submit={t(isOpen ? 'study.close' : 'study.open')}
      isDangerous={isOpen}
      isBusy={change.isBusy}
      failure={change.failure}
      canSubmit={reason.trim().length >= 3}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ReasonField value={reason} onChange={setReason} />
    </FormDialog>
  );
}
