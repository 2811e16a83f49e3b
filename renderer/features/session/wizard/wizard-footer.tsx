import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Properties {
  readonly isLast: boolean;
  readonly isBusy: boolean;
  onBack(): void;
  onSave(): void;
  onNext(): void;
}

/** Back, onward, and at the end a way to keep the definition as a file. */
export function WizardFooter({ isLast, isBusy, onBack, onSave, onNext }: Properties) {
  const { t } = useTranslation();
  return (
    <Group justify="space-between" mt="xl">
      <Button variant="default" onClick={onBack}>
        {t('common.back')}
      </Button>
      <Group gap="sm">
        {isLast && (
          <Button variant="default" onClick={onSave}>
            {t('wizard.save')}
          </Button>
        )}
        <Button loading={isBusy} onClick={onNext}>
          {t(isLast ? 'wizard.checkAll' : 'common.next')}
        </Button>
      </Group>
    </Group>
  );
}
