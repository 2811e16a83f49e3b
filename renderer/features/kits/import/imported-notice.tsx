import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../components/empty-state.tsx';
import { countText } from '../../../components/format.ts';

interface Properties {
  readonly count: number;
  onClose(): void;
}

/** What was imported. */
export function ImportedNotice({ count, onClose }: Properties) {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={IconCircleCheck}
      title={t('kits.imported', { count, shown: countText(count) })}
      next={t('kits.importedNext')}
      action={<Button onClick={onClose}>{t('common.done')}</Button>}
    />
  );
}
