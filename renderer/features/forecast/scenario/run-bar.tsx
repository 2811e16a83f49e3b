import { Button, NumberInput, Select } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useQuery } from '../../../state/use-query.ts';
import { useClient } from '../../../transport/client-context.ts';
import { useForecast } from '../forecast-state.ts';
import classes from '../forecast.module.css';

/** How often, from which seed, and go. */
export function RunBar() {
  const { t } = useTranslation();
  const client = useClient();
  const { replicates, seed, where, set, forecast, run } = useForecast();
  const { data: hub } = useQuery('hub.status', {});
  return (
    <div className={classes.runBar}>
      <NumberInput
        label={t('forecast.replicates')}
        w={150}
        min={20}
        max={1_000_000}
        allowDecimal={false}
        thousandSeparator=","
        value={replicates}
        onChange={(value) => typeof value === 'number' && set({ replicates: value })}
      />
      <NumberInput
        label={t('forecast.seed')}
        w={150}
        min={0}
        max={Number.MAX_SAFE_INTEGER}
        allowDecimal={false}
        value={seed}
        onChange={(value) => typeof value === 'number' && set({ seed: value })}
      />
      {(hub?.hub ?? null) !== null && (
        <Select
          label={t('forecast.where')}
          w={170}
          allowDeselect={false}
          value={where}
          data={[
            { value: 'here', label: t('forecast.whereHere') },
            { value: 'hub', label: t('forecast.whereHub') },
          ]}
          onChange={(value) => set({ where: value === 'hub' ? 'hub' : 'here' })}
        />
      )}
      <Button
        loading={run.job !== null}
        leftSection={<IconPlayerPlay size={16} />}
        onClick={() => void forecast(client)}
      >
        {t('forecast.go')}
      </Button>
    </div>
  );
}
