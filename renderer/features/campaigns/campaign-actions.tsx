import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../state/session.ts';
import { useViewState } from '../../state/view-state.ts';

/** A new extension, for those who may start one. */
export function CampaignActions() {
  const { t } = useTranslation();
  const open = useViewState((state) => state.open);
  const mayStart = useMay('campaigns.start');
  if (!mayStart) return null;
  return (
    <Button leftSection={<IconPlus size={16} />} onClick={() => open({ kind: 'start-campaign' })}>
      {t('campaigns.start')}
    </Button>
  );
}
