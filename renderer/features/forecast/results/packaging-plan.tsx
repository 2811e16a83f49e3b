import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../components/announce.ts';
import { countText, dayText } from '../../../components/format.ts';
import { useClient } from '../../../transport/client-context.ts';
import { DataTable } from '../data-table.tsx';
import { useForecast } from '../forecast-state.ts';
import type { Ran } from '../forecast-state.ts';
import { percentText, spreadText } from '../numbers.ts';
import { withPlannedLots } from './planned-lots.ts';

/** What further campaigns must bring, and when; one press plays them. */
export function PackagingPlan({ ran }: { readonly ran: Ran }) {
  const { t } = useTranslation();
  const client = useClient();
  const { vary, forecast } = useForecast();
  const { packaging } = ran.answer;
  const isShort = packaging.some(({ neededBy }) => neededBy !== null);
  const play = (): void => {
    const name = t('forecast.withCampaigns', { name: ran.scenario.name }).slice(0, 120);
    vary({ ...withPlannedLots(ran.scenario, packaging), name });
    announce({ message: t('forecast.vary.done', { name, former: ran.scenario.name }) });
    void forecast(client);
  };
  return (
    <DataTable
      title={t('forecast.packaging')}
      note={t('forecast.packagingNote', { risk: percentText(packaging[0]?.risk ?? 0) })}
      name="forecast-packaging"
      empty={t('forecast.packagingNone')}
      {...(isShort
        ? {
            actions: (
              <Button size="xs" variant="default" onClick={play}>
                {t('forecast.playCampaigns')}
              </Button>
            ),
          }
        : {})}
      heads={[
        t('forecast.kitType'),
        t('forecast.depot'),
        t('forecast.packaged'),
        t('forecast.needed'),
        t('forecast.campaignKits'),
        t('forecast.neededBy'),
      ]}
      rows={packaging.map((row) => [
        row.kitType,
        row.depot,
        countText(row.packaged),
        spreadText({ mean: row.needed, error: row.error }),
        spreadText({ mean: row.kits, error: row.kitsError }),
        row.neededBy === null ? t('forecast.enough') : dayText(row.neededBy),
      ])}
    />
  );
}
