import { NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Properties {
  readonly hours: number;
  onChange(hours: number): void;
}

/** For how long a console holds a place: an hour to thirty days. */
export function HoursField({ hours, onChange }: Properties) {
  const { t } = useTranslation();
  return (
    <NumberInput
      label={t('backup.hub.sharing.hours')}
      min={1}
      max={720}
      allowDecimal={false}
      value={hours}
      onChange={(value) => onChange(Number(value) || 1)}
    />
  );
}
