import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { InstantText } from '../../components/instant-text.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { useMay } from '../../state/session.ts';
import { useQuery } from '../../state/use-query.ts';
import { useViewState } from '../../state/view-state.ts';

/** Whether the clock by which expiry is judged can be right. */
export function ClockPanel() {
  const { t } = useTranslation();
  const { data } = useQuery('study.clock', {});
  const open = useViewState((state) => state.open);
  const mayConfirm = useMay('study.confirmClock');
  const isBehind = data?.isBehind === true;
  return (
    <Panel
      title={t('study.clock.title')}
      note={t(isBehind ? 'study.clock.behind' : 'study.clock.good')}
      actions={
        isBehind &&
        mayConfirm && (
          <Button onClick={() => open({ kind: 'confirm-clock' })}>
            {t('study.clock.confirm')}
          </Button>
        )
      }
    >
      <KeyValues
        columns={2}
        items={[
          [
            t('study.clock.now'),
            data === undefined ? (
              '–'
            ) : (
              <InstantText key="now" at={data.now} offsetMinutes={data.offsetMinutes} />
            ),
          ],
          [
            t('study.clock.latest'),
            data?.latest === undefined || data.latest === null ? (
              '–'
            ) : (
              <InstantText key="latest" at={data.latest} offsetMinutes={data.offsetMinutes} />
            ),
          ],
        ]}
      />
    </Panel>
  );
}
