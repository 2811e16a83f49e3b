import { Button, Select, Switch } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { Beside } from '../../components/beside.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { countText } from '../../components/format.ts';
import { Panel } from '../../components/panel.tsx';
import { Toolbar } from '../../components/toolbar.tsx';
import { WindowedTable } from '../../components/windowed-table.tsx';
import { useRows } from '../../state/use-rows.ts';
import { EntryInspector } from '../trail/entry-inspector.tsx';
import { useEventColumns } from './event-columns.tsx';
import type { EntryChoice } from './event-columns.tsx';

type State = OutputOf<'trail.reviews'>;
type Critical = State['classes'][number]['critical'];

interface Properties {
  readonly state: State | undefined;
  /** Null for those who read only. */
  readonly choice: (EntryChoice & { readonly entries: readonly number[]; clear(): void }) | null;
}

/** Critical events by class, those since the last review unless asked for all. */
export function EventsView({ state, choice }: Properties) {
  const { t } = useTranslation();
  const [critical, setCritical] = useState<Critical | 'any'>('any');
  const [isOnlySince, setOnlySince] = useState(true);
  const [open, setOpen] = useState<string | null>(null);
  const since = isOnlySince ? { unreviewed: true as const } : {};
  const rows = useRows('trail.page', { critical, ...since });
  const columns = useEventColumns(choice);
  return (
    <Beside>
      <Panel isFlush fills>
        <Toolbar>
          <Select
            aria-label={t('review.anyClass')}
            w={300}
            allowDeselect={false}
            data={[
              { value: 'any', label: t('review.anyClass') },
              ...(state?.classes ?? []).map((one) => ({
                value: one.critical,
                label: `${t(`review.class.${one.critical}`)} · ${countText(isOnlySince ? one.unreviewed : one.entries)}`,
              })),
            ]}
            value={critical}
            onChange={(next) => setCritical((next ?? 'any') as Critical | 'any')}
          />
          <Switch
            label={t('review.onlySince')}
            checked={isOnlySince}
            onChange={(event) => setOnlySince(event.currentTarget.checked)}
          />
          {choice !== null && choice.entries.length > 0 && (
            <>
              <strong aria-live="polite">
                {t('review.chosen', { count: choice.entries.length })}
              </strong>
              <Button variant="subtle" color="gray" onClick={choice.clear}>
                {t('review.chooseNone')}
              </Button>
            </>
          )}
        </Toolbar>
        <WindowedTable
          label={t('review.view.events')}
          columns={columns}
          rows={rows}
          rowKey={(row) => String(row.entry)}
          openKey={open}
          onOpen={(row) => setOpen(String(row.entry))}
          empty={
            <EmptyState
              icon={IconShieldCheck}
              title={t('review.noMatch')}
              next={t('review.noMatchNext')}
            />
          }
        />
      </Panel>
      {open !== null && <EntryInspector entry={open} rows={rows} onClose={() => setOpen(null)} />}
    </Beside>
  );
}
