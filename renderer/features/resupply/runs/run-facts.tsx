import { useTranslation } from 'react-i18next';
import type { ResupplyRunRow } from '../../../../shared/contracts/resupply.ts';
import { InstantText } from '../../../components/instant-text.tsx';
import { InspectorPart } from '../../../components/inspector.tsx';
import { KeyValues } from '../../../components/key-values.tsx';
import { hashOf } from '../../../state/route.ts';
import classes from '../resupply.module.css';

/** What everybody who may read runs sees of one. */
export function RunFacts({ row }: { readonly row: ResupplyRunRow }) {
  const { t } = useTranslation();
  const { at, offsetMinutes, by, proposal, settingsEntry, entry, shipments } = row;
  return (
    <>
      <InspectorPart title={t('resupply.run')}>
        <KeyValues
          columns={2}
          items={[
            [t('resupply.signedBy'), by],
            [
              t('resupply.signedAt'),
              <InstantText key="at" at={at} offsetMinutes={offsetMinutes} />,
            ],
            [t('resupply.proposal'), proposal ?? '–'],
            [
              t('resupply.settingsUsed'),
              <a key="settings" href={hashOf('trail', String(settingsEntry))}>
                {t('resupply.entry', { entry: settingsEntry })}
              </a>,
            ],
            [
              t('resupply.recordedAs'),
              <a key="entry" href={hashOf('trail', String(entry))}>
                {t('resupply.entry', { entry })}
              </a>,
            ],
          ]}
        />
      </InspectorPart>
      <InspectorPart title={t('resupply.figure.shipments')}>
        {shipments.length === 0 ? (
          <p className="quiet">{t('resupply.noShipments')}</p>
        ) : (
          <ul className={classes.shipments}>
            {shipments.map((shipment) => (
              <li key={shipment}>
                <a href={hashOf('shipments', shipment)}>{shipment}</a>
              </li>
            ))}
          </ul>
        )}
      </InspectorPart>
    </>
  );
}
