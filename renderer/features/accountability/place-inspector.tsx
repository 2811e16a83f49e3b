import { Button, Select } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaceAccountRow } from '../../../shared/contracts/accountability.ts';
import { Inspector, InspectorPart } from '../../components/inspector.tsx';
import { useMay } from '../../state/session.ts';
import { useQuery } from '../../state/use-query.ts';
import { useViewState } from '../../state/view-state.ts';
import { AccountFigures } from './account-figures.tsx';
import { KitList } from './kit-list.tsx';
import { PeriodList } from './period-list.tsx';

const buckets = ['onHand', 'dispensed', 'lost', 'destroyed'] as const;
type Bucket = (typeof buckets)[number];

/** A place in full: its account, the periods signed for, and the kits behind every line. */
export function PlaceInspector({
  account,
  onClose,
}: {
  readonly account: PlaceAccountRow;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const { place } = account;
  const [bucket, setBucket] = useState<Bucket>('onHand');
  const openDialog = useViewState((state) => state.open);
  const maySign = useMay('accountability.sign');
  const kits = useQuery(
    'accountability.kits',
    { place, bucket, limit: 200 },
    { keepsFormer: true },
  );
  return (
    <Inspector
      label={place}
      title={`${place} ${account.name}`}
      onClose={onClose}
      actions={
        maySign && (
          <Button
            leftSection={<IconSignature size={16} />}
            onClick={() => openDialog({ kind: 'sign-period', place })}
          >
            {t('accountability.signPeriod')}
          </Button>
        )
      }
    >
      <InspectorPart title={t('accountability.account')}>
        <AccountFigures {...account} label={t('accountability.account')} />
      </InspectorPart>
      <InspectorPart title={t('accountability.periods')}>
        <PeriodList place={place} />
      </InspectorPart>
      <InspectorPart title={t('accountability.kitsBehind')}>
        <Select
          size="xs"
          w={190}
          mb="xs"
          aria-label={t('accountability.lineHeader')}
          allowDeselect={false}
          value={bucket}
          data={buckets.map((value) => ({ value, label: t(`accountability.line.${value}`) }))}
          onChange={(value) => setBucket(buckets.find((known) => known === value) ?? 'onHand')}
        />
        <KitList kits={kits.data?.rows} total={kits.data?.total} />
      </InspectorPart>
    </Inspector>
  );
}
