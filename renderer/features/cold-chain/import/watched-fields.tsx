import { SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WatchedInput } from '../../../../shared/contracts/cold-chain-parts.ts';
import { useQuery } from '../../../state/use-query.ts';
import { PlaceSelect } from '../../kits/place-select.tsx';
import classes from '../cold-chain.module.css';
import type { Preview, WaitingFile } from './waiting-files.ts';

interface Properties {
  readonly file: WaitingFile;
  onWatched(watched: WatchedInput): void;
}

type Kind = 'shipment' | 'place' | 'nothing';

const kindOf = ({ shipment, place }: WatchedInput): Kind =>
  shipment !== undefined ? 'shipment' : place !== undefined ? 'place' : 'nothing';

/** Shipments that name the logger first, then those on their way at its time, then all others. */
function useShipments(preview: Preview | null) {
  const { t } = useTranslation();
  const { data } = useQuery('shipments.page', { limit: 200 });
  const suggested = preview?.shipments ?? [];
  const known = new Set(suggested.map(({ shipment }) => shipment));
  const item = (row: {
    readonly shipment: string;
    readonly from: string;
    readonly to: string;
  }) => ({
    value: row.shipment,
    label: `${row.shipment} · ${row.from} → ${row.to}`,
  });
  const others = (data?.rows ?? []).filter(
    ({ shipment, dispatchedAt }) => dispatchedAt !== null && !known.has(shipment),
  );
  return [
    {
      group: t('temperature.watch.namesLogger'),
      items: suggested.filter(({ namesLogger }) => namesLogger).map(item),
    },
    {
      group: t('temperature.watch.sameTime'),
      items: suggested.filter(({ namesLogger }) => !namesLogger).map(item),
    },
    { group: t('temperature.watch.others'), items: others.map(item) },
  ].filter(({ items }) => items.length > 0);
}

/** What the logger watched: a shipment on its way, a place, or nothing that matters. */
export function WatchedFields({ file, onWatched }: Properties) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<Kind>(kindOf(file.watched));
  const shipments = useShipments(file.preview);
  const shown = kindOf(file.watched) === 'nothing' ? kind : kindOf(file.watched);
  return (
    <div className={classes.fields}>
      <div>
        <p style={{ margin: '0 0 4px', fontWeight: 500, fontSize: 14 }}>
          {t('temperature.watch.question')}
        </p>
        <SegmentedControl
          fullWidth
          aria-label={t('temperature.watch.question')}
          value={shown}
          onChange={(value) => {
            setKind(value as Kind);
            if (kindOf(file.watched) !== 'nothing') onWatched({});
          }}
          data={(['shipment', 'place', 'nothing'] as const).map((value) => ({
            value,
            label: t(`temperature.watch.${value}`),
          }))}
        />
      </div>
      {shown === 'shipment' && (
        <Select
          label={t('temperature.shipment')}
          placeholder={t('temperature.ask.choose')}
          searchable
          nothingFoundMessage={t('temperature.watch.noShipment')}
          data={shipments}
          value={file.watched.shipment ?? null}
          onChange={(shipment) => onWatched(shipment === null ? {} : { shipment })}
        />
      )}
      {shown === 'place' && (
        <PlaceSelect
          label={t('temperature.watch.place')}
          value={file.watched.place ?? null}
          onChange={(place) => onWatched(place === null ? {} : { place })}
        />
      )}
    </div>
  );
}
