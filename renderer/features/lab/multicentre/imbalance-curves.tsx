import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { LabFigure } from '../../../charts/lab-figure.tsx';
import { LabLines } from '../../../charts/lab-lines.tsx';
import { FigureSelect } from '../figure-select.tsx';
import type { Compared } from './compared.ts';
import { imbalanceLevels } from './multicentre-answer.ts';
import { useMulticentre } from './multicentre-state.ts';

/** Beyond this nothing happens any more that the eye could see. */
const visible = 0.002;
const mostSteps = 60;

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;

/** How probable an imbalance of d or more is at the end: in the trial, the worst region or the worst centre. */
export function ImbalanceCurves({ shown }: { readonly shown: readonly Compared[] }) {
  const { t } = useTranslation();
  const { axes, choose } = useMulticentre();
  const level = imbalanceLevels.find((known) => known === axes.level) ?? 'trial';
  const nameOf = (key: string): string => t(`lab.curves.level.${key}`);
  const { xs, lines } = useMemo(() => {
    const curves = shown.map(({ figures }) => figures.P_imbalance[level]);
    const last = Math.max(1, ...curves.map((curve) => curve.findLastIndex((p) => p >= visible)));
    const steps = Array.from({ length: Math.min(mostSteps, last + 1) + 1 }, (_, d) => d);
    return {
      xs: steps,
      lines: shown.map(({ label, mark }, k) => ({
        label,
        mark,
        values: steps.map((d) => curves[k]?.[d] ?? 0),
      })),
    };
  }, [shown, level]);
  return (
    <LabFigure
      title={t('lab.curves.title')}
      note={nameOf(level)}
      name={`multicentre-imbalance-${level}`}
      table={{
        heads: [t('lab.curves.d'), ...shown.map(({ label }) => label)],
        rows: xs.map((d, index) => [
          String(d),
          ...lines.map(({ values }) => percent(values[index] ?? 0)),
        ]),
      }}
      actions={
        <FigureSelect
          label={t('lab.curves.where')}
          value={level}
          keys={imbalanceLevels}
          textOf={nameOf}
          onChoose={(key) => choose({ level: key })}
        />
      }
    >
      <LabLines
        xs={xs}
        lines={lines}
        xLabel={t('lab.curves.d')}
        yLabel={t('lab.curves.p')}
        domain={[0, 1]}
        titleOf={(d) => t('lab.curves.atLeast', { d })}
        valueText={percent}
      />
    </LabFigure>
  );
}
