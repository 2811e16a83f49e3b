import { Skeleton, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import type { KitRow } from '../../../shared/contracts/kits.ts';
import { ArmBadge } from '../../components/arm-badge.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Inspector, InspectorPart } from '../../components/inspector.tsx';
import { DayText } from '../../components/instant-text.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { KitNumber } from '../../components/kit-number.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { Timeline } from '../../components/timeline.tsx';
import { hashOf } from '../../state/route.ts';
import { useQuery } from '../../state/use-query.ts';
import { KitBudget } from '../cold-chain/kit-budget.tsx';
import { kitStatusOf } from './kit-columns.tsx';
import { LastDays } from '../stock/last-days.tsx';
import { KitSteps } from './kit-steps.tsx';
import { useKitTypeName } from './use-kit-type-name.ts';

interface Properties {
  readonly number: string;
  onClose(): void;
}

/** One kit and everything that happened to it. */
export function KitInspector({ number, onClose }: Properties) {
  const { t } = useTranslation();
  const { data, failure } = useQuery('kits.get', { number });
  return (
    <Inspector
      label={t('kits.kit', { number })}
      onClose={onClose}
      title={<KitNumber number={number} size="title" />}
      actions={data !== undefined && <KitSteps detail={data} />}
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
          <KitFacts kit={data.kit} reservedFor={data.reservedFor} />
          {data.lastDays !== null && (
            <div style={{ marginTop: 20 }}>
              <InspectorPart title={t('kits.lastDays')}>
                <LastDays kind={data.placeKind} days={data.lastDays} />
              </InspectorPart>
            </div>
          )}
          <div style={{ marginTop: 24 }}>
            <InspectorPart title={t('temperature.budget.title')}>
              <KitBudget budget={data.budget} />
            </InspectorPart>
            <InspectorPart title={t('kits.timeline')}>
              <Timeline events={data.timeline} />
            </InspectorPart>
          </div>
        </>
      )}
    </Inspector>
  );
}

interface FactsProperties {
  readonly kit: KitRow;
  readonly reservedFor: OutputOf<'kits.get'>['reservedFor'];
}

function KitFacts({ kit, reservedFor }: FactsProperties) {
  const { t } = useTranslation();
  const kitTypeName = useKitTypeName();
  return (
    <KeyValues
      columns={2}
      items={[
        [t('kits.status'), <StatusBadge key="status" status={kitStatusOf(kit)} />],
        [t('kits.place'), kit.place ?? '–'],
        [
          t('kits.lot'),
          <a key="lot" href={hashOf('stock', `lots/${kit.lot}`)}>
            {kit.lot}
          </a>,
        ],
        [t('kits.expiry'), <DayText key="expiry" date={kit.expiry} />],
        [t('kits.lastDay'), <DayText key="last" date={kit.lastDayToDispense} />],
        [
          t('kits.subject'),
          kit.subject === null ? (
            '–'
          ) : (
            <a key="subject" href={hashOf('subjects', kit.subject)}>
              {kit.subject}
            </a>
          ),
        ],
        ...(kit.block === null ? [] : [[t('kits.keptFromUse'), kit.block] as const]),
        ...(reservedFor === null
          ? []
          : [[t('kits.reservedFor'), `${reservedFor.subject} · ${reservedFor.visit}`] as const]),
        ...(kit.kitType === null
          ? []
          : [
              [t('kits.kitType'), <ArmBadge key="type" name={kitTypeName(kit.kitType)} />] as const,
            ]),
      ]}
    />
  );
}
