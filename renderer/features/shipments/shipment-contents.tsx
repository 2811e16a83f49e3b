import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { ArmBadge } from '../../components/arm-badge.tsx';
import { countText } from '../../components/format.ts';
import { DayText } from '../../components/instant-text.tsx';
import { KitNumber } from '../../components/kit-number.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { hashOf } from '../../state/route.ts';
import { useKitTypeName } from '../kits/use-kit-type-name.ts';
import classes from './shipments.module.css';

type Detail = OutputOf<'shipments.get'>;

/** What was asked for, by kit type. */
export function ShipmentLines({ lines }: { readonly lines: NonNullable<Detail['lines']> }) {
  const { t } = useTranslation();
  const kitTypeName = useKitTypeName();
  return (
    <table className={classes.lines}>
      <thead>
        <tr>
          <th>{t('shipments.kitType')}</th>
          <th className={classes.number}>{t('shipments.asked')}</th>
          <th className={classes.number}>{t('shipments.picked')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.kitType}>
            <td>
              <ArmBadge name={kitTypeName(line.kitType)} />
            </td>
            <td className={classes.number}>{countText(line.count)}</td>
            <td className={classes.number}>{countText(line.picked)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The kits of a shipment, in the order of their numbers. */
export function ShipmentKits({ kits }: { readonly kits: Detail['kits'] }) {
  const { t } = useTranslation();
  if (kits.length === 0) return <p className="quiet">{t('shipments.nothingPicked')}</p>;
  return (
    <div
      className={classes.kitsFrame}
      role="group"
      aria-label={t('shipments.kitsIn', { count: kits.length })}
      tabIndex={0}
    >
      <table className={classes.kits}>
        <thead>
          <tr>
            <th>{t('shipments.kit')}</th>
            <th>{t('shipments.lot')}</th>
            <th>{t('shipments.expiry')}</th>
            <th>{t('shipments.status')}</th>
          </tr>
        </thead>
        <tbody>
          {kits.map((kit) => (
            <tr key={kit.number}>
              <td>
                <a href={hashOf('kits', kit.number)}>
                  <KitNumber number={kit.number} />
                </a>
              </td>
              <td>{kit.lot}</td>
              <td>
                <DayText date={kit.expiry} />
              </td>
              <td>
                <StatusBadge isPlain status={kit.condition ?? kit.status} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
