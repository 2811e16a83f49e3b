import { useTranslation } from 'react-i18next';
import { ArmBadge } from '../../../components/arm-badge.tsx';
import { Inspector, InspectorPart } from '../../../components/inspector.tsx';
import { useKitTypeName } from '../../kits/use-kit-type-name.ts';
import classes from '../resupply.module.css';
import { AdjustLine } from './adjust-line.tsx';
import type { Adjustment } from './adjustments.ts';
import { LineArithmetic } from './line-arithmetic.tsx';
import type { SentLine } from './sent-line.ts';

interface Properties {
  readonly row: SentLine;
  /** Absent where nothing can be changed any more. */
  readonly onAdjust?: (adjustment: Adjustment | null) => void;
  onClose(): void;
}

/** One line: how it came to its quantity, and the way to send another. */
export function LineInspector({ row, onAdjust, onClose }: Properties) {
  const { t } = useTranslation();
  const kitTypeName = useKitTypeName();
  const { line, site, sent, adjustment } = row;
  const name = kitTypeName(line.kitType);
  return (
    <Inspector
      label={t('resupply.lineOf', { site: line.site, kitType: name })}
      title={
        <div className={classes.lineTitle}>
          <span>{t('resupply.sends', { count: sent, site: line.site })}</span>
          <ArmBadge name={name} />
        </div>
      }
      onClose={onClose}
    >
      <InspectorPart title={t('resupply.arithmetic')}>
        <LineArithmetic line={line} site={site} />
      </InspectorPart>
      {onAdjust !== undefined && (
        <InspectorPart title={t('resupply.adjust.title')}>
          <AdjustLine key={row.key} row={row} onAdjust={onAdjust} />
        </InspectorPart>
      )}
      {onAdjust === undefined && adjustment !== null && (
        <InspectorPart title={t('resupply.adjust.done')}>
          <p className={classes.start}>
            {t('resupply.adjust.was', { from: line.granted, to: sent })} {adjustment.because}
          </p>
        </InspectorPart>
      )}
    </Inspector>
  );
}
