import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Properties {
  readonly environment: string | null;
  readonly isDemonstration: boolean;
}

/** PROD or UAT, or that it is only a demonstration: never to be confused. */
export function EnvironmentBadge({ environment, isDemonstration }: Properties) {
  const { t } = useTranslation();
  if (isDemonstration) {
    return (
      <Badge variant="light" color="petrol" radius="sm" tt="none" style={{ flex: 'none' }}>
        {t('common.demonstration')}
      </Badge>
    );
  }
  if (environment === null) return null;
  return (
    <Badge variant="light" color={environment === 'PROD' ? 'gray' : 'orange'} radius="sm">
      {environment}
    </Badge>
  );
}
