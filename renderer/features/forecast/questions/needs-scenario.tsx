import { Button } from '@mantine/core';
import { IconChartAreaLine } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Panel } from '../../../components/panel.tsx';
import { go } from '../../../state/route.ts';

/** In place of a question about a scenario while none is open. */
export function NeedsScenario() {
  const { t } = useTranslation();
  return (
    <Panel>
      <EmptyState
        icon={IconChartAreaLine}
        title={t('forecast.none')}
        next={t('forecast.openFirst')}
        action={<Button onClick={() => go('forecast')}>{t('forecast.toScenario')}</Button>}
      />
    </Panel>
  );
}
