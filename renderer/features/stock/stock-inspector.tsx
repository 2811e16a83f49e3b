import { Button, Skeleton, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StockCell } from '../../../shared/contracts/stock.ts';
import { ArmBadge } from '../../components/arm-badge.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Inspector, InspectorPart } from '../../components/inspector.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { go } from '../../state/route.ts';
import { useQuery } from '../../state/use-query.ts';
import { useStudy } from '../../state/use-study.ts';
import { wishForKits } from '../kits/kit-filter-wish.ts';
import { LotList } from './lot-list.tsx';
import { DaysOfSupply, StockValue } from './stock-value.tsx';
import classes from './stock.module.css';

interface Properties {
  readonly place: string;
  onClose(): void;
}

/** One place: what it holds of each type, and its lots with their last days. */
export function StockInspector({ place, onClose }: Properties) {
  const { t } = useTranslation();
  const { data, failure } = useQuery('stock.place', { place });
  return (
    <Inspector
      label={t('stock.at', { place })}
      onClose={onClose}
      title={
        <>
          <span className={classes.placeCode}>{place}</span>
          <p className={classes.placeName}>{data?.place.name}</p>
        </>
      }
      actions={
        <Button
          variant="default"
          onClick={() => {
            wishForKits({ place });
            go('kits');
          }}
        >
          {t('stock.showKits')}
        </Button>
      }
    >
      <FailureNotice failure={failure} />
      {data === undefined && failure === undefined && (
        <Stack gap="md">
          {[0, 1, 2, 3, 4, 5].map((row) => (
            <Skeleton key={row} height={18} />
          ))}
        </Stack>
      )}
      {data !== undefined && (
        <>
          <div className={classes.part}>
            <TotalFacts cell={data.place.total} />
          </div>
          {data.unblinded && (
            <InspectorPart title={t('stock.byType')}>
              <TypeTable cells={data.place.byType} />
            </InspectorPart>
          )}
          <InspectorPart title={t('stock.lots', { zone: data.place.zone })}>
            <LotList place={data.place} lots={data.lots} />
          </InspectorPart>
        </>
      )}
    </Inspector>
  );
}

function TotalFacts({ cell }: { readonly cell: StockCell }) {
  const { t } = useTranslation();
  return (
    <KeyValues
      columns={3}
      items={[
        ...(['available', 'counted', 'ending', 'past', 'inTransit', 'quarantined'] as const).map(
          (key) => [t(`stock.column.${key}`), cell[key]] as const,
        ),
        ...(cell.outOfBudget === 0
          ? []
          : [[t('stock.column.outOfBudget'), cell.outOfBudget] as const]),
        [t('stock.column.days'), <DaysOfSupply key="days" cell={cell} />],
      ]}
    />
  );
}

function TypeTable({ cells }: { readonly cells: readonly StockCell[] }) {
  const { t } = useTranslation();
  const kitTypes = useStudy()?.kitTypes ?? [];
  const shown = ['available', 'inTransit', 'quarantined', 'days'] as const;
  return (
    <table className={classes.types}>
      <thead>
        <tr>
          <th>{t('stock.kitType')}</th>
          {shown.map((key) => (
            <th key={key}>{t(`stock.brief.${key}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {kitTypes.map(({ id, name }, index) => (
          <tr key={id}>
            <td>
              <ArmBadge name={name} />
            </td>
            {shown.map((key) => (
              <td key={key}>
                {cells[index] !== undefined && <StockValue cell={cells[index]} measure={key} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
