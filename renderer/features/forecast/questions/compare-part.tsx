import { Button, Select } from '@mantine/core';
import { IconArrowsLeftRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { Panel } from '../../../components/panel.tsx';
import { useMay } from '../../../state/session.ts';
import { useQuery } from '../../../state/use-query.ts';
import { useClient } from '../../../transport/client-context.ts';
import { useForecast } from '../forecast-state.ts';
import type { Scenario } from '../forecast-state.ts';
import classes from '../forecast.module.css';
import { RunProgress } from '../run-progress.tsx';
import { DifferenceTables } from './difference-tables.tsx';
import { NeedsScenario } from './needs-scenario.tsx';

/** No kept scenario has an empty name. */
const asOpened = '';

/** Two scenarios on the same subjects: the one that is open against itself as it was, or a kept one. */
export function ComparePart() {
  const { t } = useTranslation();
  const client = useClient();
  const mayKeep = useMay('forecast.scenarios');
  const { scenario, opened, comparison, compare } = useForecast();
  const kept = useQuery('forecast.scenarios', {}, { isEnabled: mayKeep }).data?.scenarios ?? [];
  const [first, choose] = useState(asOpened);
  const other = useQuery(
    'forecast.openScenario',
    { name: first },
    { isEnabled: mayKeep && first !== asOpened },
  );
  if (scenario === null) return <NeedsScenario />;
  const base =
    first === asOpened ? opened : (other.data?.scenario as unknown as Scenario | undefined);
  return (
    <div className={classes.stack}>
      <Panel title={t('forecast.compare.title')} note={t('forecast.compare.note')}>
        <div className={classes.asking}>
          <Select
            label={t('forecast.compare.first')}
            w={320}
            allowDeselect={false}
            value={first}
            data={[
              { value: asOpened, label: t('forecast.compare.asOpened', { name: opened?.name }) },
              ...kept.map(({ name }) => ({ value: name, label: name })),
            ]}
            onChange={(next) => choose(next ?? asOpened)}
          />
          <p className={classes.against}>{t('forecast.compare.second', { name: scenario.name })}</p>
          <Button
            loading={comparison.job !== null}
            disabled={base === undefined || base === null}
            leftSection={<IconArrowsLeftRight size={16} />}
            onClick={() => {
              if (base !== undefined && base !== null) void compare(client, base, scenario);
            }}
          >
            {t('forecast.compare.go')}
          </Button>
        </div>
      </Panel>
      <FailureNotice failure={comparison.failure ?? other.failure} />
      {comparison.job !== null && (
        <RunProgress job={comparison.job} title={t('forecast.compare.running')} />
      )}
      {comparison.answer !== null && <DifferenceTables comparison={comparison.answer} />}
    </div>
  );
}
