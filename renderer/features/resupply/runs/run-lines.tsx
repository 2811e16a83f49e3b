import { Accordion } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../shared/contracts/index.ts';
import { ArmBadge } from '../../../components/arm-badge.tsx';
import { useKitTypeName } from '../../kits/use-kit-type-name.ts';
import type { Adjustments } from '../proposal/adjustments.ts';
import { LineArithmetic } from '../proposal/line-arithmetic.tsx';
import { sentLines } from '../proposal/sent-line.ts';
import classes from '../resupply.module.css';

const adjustmentsOf = ({ adjustments }: OutputOf<'resupply.replay'>): Adjustments =>
  Object.fromEntries(
    adjustments.map(({ site, kitType, count, because }) => [
      `${site} ${kitType}`,
      { count, because },
    ]),
  );

/** The lines of a run that sent or asked for kits, each with its arithmetic. */
export function RunLines({ replay }: { readonly replay: OutputOf<'resupply.replay'> }) {
  const { t } = useTranslation();
  const kitTypeName = useKitTypeName();
  const lines = sentLines(replay.sites, adjustmentsOf(replay)).filter(
    ({ sent, line }) => sent > 0 || line.arithmetic.ordered > 0,
  );
  if (lines.length === 0) return <p className="quiet">{t('resupply.noShipments')}</p>;
  return (
    <Accordion variant="separated" chevronPosition="left">
      {lines.map(({ key, line, site, sent, adjustment }) => (
        <Accordion.Item key={key} value={key}>
          <Accordion.Control>
            <span className={classes.lineTitle}>
              <span>
                {line.site} · {t('resupply.kits', { count: sent })}
              </span>
              <ArmBadge name={kitTypeName(line.kitType)} />
            </span>
          </Accordion.Control>
          <Accordion.Panel>
            {adjustment !== null && (
              <p className={classes.start}>
                {t('resupply.adjust.was', { from: line.granted, to: sent })} {adjustment.because}
              </p>
            )}
            <LineArithmetic line={line} site={site} />
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}
