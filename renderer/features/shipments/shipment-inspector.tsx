import { Button, Skeleton, Stack } from '@mantine/core';
import { IconFileText, IconTag } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ShipmentRow } from '../../../shared/contracts/shipments.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Inspector, InspectorPart } from '../../components/inspector.tsx';
import { InstantText } from '../../components/instant-text.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { Timeline } from '../../components/timeline.tsx';
import { useDownload } from '../../components/use-download.ts';
import { useArmInformation } from '../../state/arm-marks.ts';
import { useMay } from '../../state/session.ts';
import { useQuery } from '../../state/use-query.ts';
import { useViewState } from '../../state/view-state.ts';
import { DueText } from './due-text.tsx';
import { ShipmentKits, ShipmentLines } from './shipment-contents.tsx';
import { ShipmentSteps } from './shipment-steps.tsx';
import classes from './shipments.module.css';

interface Properties {
  readonly shipment: string;
  onClose(): void;
}

/** One shipment: what was asked for, its kits, what happened to it, and what can be done now. */
export function ShipmentInspector({ shipment, onClose }: Properties) {
  const { t } = useTranslation();
  const { data, failure } = useQuery('shipments.get', { shipment });
  useArmInformation(data?.unblinded === true);
  return (
    <Inspector
      label={t('shipments.named', { shipment })}
      onClose={onClose}
      title={<Heading shipment={shipment} row={data?.shipment} />}
      actions={data !== undefined && <ShipmentSteps detail={data} />}
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
          <div className={classes.facts}>
            <ShipmentFacts row={data.shipment} />
            <Papers row={data.shipment} />
          </div>
          {data.lines !== null && (
            <InspectorPart title={t('shipments.lines')}>
              <ShipmentLines lines={data.lines} />
            </InspectorPart>
          )}
          <InspectorPart title={t('shipments.kitsIn', { count: data.kits.length })}>
            <ShipmentKits kits={data.kits} />
          </InspectorPart>
          <InspectorPart title={t('shipments.timeline')}>
            <Timeline events={data.timeline} />
          </InspectorPart>
        </>
      )}
    </Inspector>
  );
}

interface HeadingProperties {
  readonly shipment: string;
  readonly row: ShipmentRow | undefined;
}

function Heading({ shipment, row }: HeadingProperties) {
  return (
    <>
      <span className={classes.code}>{shipment}</span>
      {row !== undefined && (
        <p className={classes.way}>
          <StatusBadge status={row.status} /> {row.from} → {row.to}
        </p>
      )}
    </>
  );
}

function ShipmentFacts({ row }: { readonly row: ShipmentRow }) {
  const { t } = useTranslation();
  return (
    <KeyValues
      columns={2}
      items={[
        [t('shipments.requestedAt'), <InstantText key="at" at={row.requestedAt} />],
        [t('shipments.requestedBy'), row.requestedBy],
        [t('shipments.due'), <DueText key="due" due={row.due} />],
        [t('shipments.sscc'), row.sscc ?? '–'],
        [
          t('shipments.logger'),
          row.logger === null
            ? '–'
            : `${row.logger}${row.loggerResult === null ? '' : ` · ${t(`shipments.loggerResult.${row.loggerResult}`)}`}`,
        ],
        [t('shipments.carrier'), row.carrier ?? '–'],
        [t('shipments.tracking'), row.tracking ?? '–'],
      ]}
    />
  );
}

/** States in which there is a box with a number. */
const boxed: readonly string[] = ['packed', 'in-transit', 'partly-received'];

function Papers({ row }: { readonly row: ShipmentRow }) {
  const { t } = useTranslation();
  const { download, isBusy } = useDownload();
  const open = useViewState((state) => state.open);
  const mayLabel = useMay('labels.printShipper');
  const { shipment } = row;
  const paper = (
    name: 'shipments.packingList' | 'shipments.dispatchNote' | 'shipments.receipt',
  ) => (
    <Button
      variant="default"
      size="compact-sm"
      loading={isBusy}
      leftSection={<IconFileText size={15} stroke={1.7} />}
      onClick={() => void download(name, { shipment })}
    >
      {t(name)}
    </Button>
  );
  return (
    <div className={classes.papers}>
      {row.picked > 0 && paper('shipments.packingList')}
      {row.dispatchedAt !== null && paper('shipments.dispatchNote')}
      {row.received > 0 && paper('shipments.receipt')}
      {mayLabel && boxed.includes(row.status) && (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconTag size={15} stroke={1.7} />}
          onClick={() => open({ kind: 'print-shipper', shipment })}
        >
          {t('labels.printShipper')}
        </Button>
      )}
    </div>
  );
}
