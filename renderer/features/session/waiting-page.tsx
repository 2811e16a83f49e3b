import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Door } from './door.tsx';

/** Until the core has said where things stand. */
export function WaitingPage() {
  const { t } = useTranslation();
  return (
    <Door title={t('session.waiting')}>
      <Skeleton height={14} mt="lg" width="70%" />
      <Skeleton height={14} mt="sm" width="50%" />
    </Door>
  );
}
