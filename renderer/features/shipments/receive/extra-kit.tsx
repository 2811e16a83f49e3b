import { Button, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { KitNumber } from '../../../components/kit-number.tsx';
import { useQuery } from '../../../state/use-query.ts';
import type { ShipmentDetail } from './receive-draft.ts';
import classes from './receive.module.css';

interface Properties {
  readonly number: string;
  readonly shipment: ShipmentDetail;
  onAdd(): void;
  onDismiss(): void;
}

/** A scanned kit that is not open in this shipment: says why, and takes it as an extra one. */
export function ExtraKit({ number, shipment, onAdd, onDismiss }: Properties) {
  const { t } = useTranslation();
  const { data, failure } = useQuery('kits.get', { number });
  const done = shipment.kits.find((kit) => kit.number === number)?.condition ?? null;
  const why =
    done !== null
      ? t('shipments.strange.done', { condition: t(`status.${done}`, { defaultValue: done }) })
      : data !== undefined
        ? t('shipments.strange.elsewhere', {
            status: t(`status.${data.kit.status}`),
            place: data.kit.place ?? '–',
          })
        : failure !== undefined
          ? t('shipments.strange.unknown')
          : '';
  return (
    <div role="alert" className={classes.strange}>
      <IconAlertTriangle size={22} stroke={1.8} aria-hidden />
      <div>
        <KitNumber number={number} size="title" />
        <p>
          {t('shipments.strange.notListed')} {why}
        </p>
        <Group gap="sm">
          {done === null && (
            <Button size="xs" variant="default" onClick={onAdd}>
              {t('shipments.addExtra')}
            </Button>
          )}
          <Button size="xs" variant="subtle" color="gray" onClick={onDismiss}>
            {t('shipments.dismiss')}
          </Button>
        </Group>
      </div>
    </div>
  );
}
