import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stepsToDraw } from '../../charts/lab-axis.ts';
import { LabFigure } from '../../charts/lab-figure.tsx';
import { LabLines } from '../../charts/lab-lines.tsx';
import type { LabLine } from '../../charts/lab-line.ts';
import { countText } from '../../components/format.ts';
import { FigureSelect } from './figure-select.tsx';
import type { Marked } from './marked.ts';

interface Properties {
  readonly shown: readonly Marked[];
  readonly n: number;
}

const tableRows = 100;
const nobody = '';

function linesOf(
  shown: readonly Marked[],
  xs: readonly number[],
  band: string | undefined,
): readonly LabLine[] {
  return shown.map(({ label, mark, figures }) => {
    const mean = (j: number): number => figures.E_abs_D_by_step[j - 1] ?? 0;
    const sd = (j: number): number => figures.SD_abs_D_by_step[j - 1] ?? 0;
    const line = { label, mark, values: xs.map(mean) };
    if (label !== band) return line;
    return {
      ...line,
      band: xs.map((j) => [Math.max(0, mean(j) - sd(j)), mean(j) + sd(j)] as const),
    };
  });
}

/** E|D_j| after each subject, with the standard deviation of |D_j| as a band around one candidate. */
export function ImbalanceLines({ shown, n }: Properties) {
  const { t } = useTranslation();
  const [chosen, setBand] = useState<string>();
  const labels = shown.map(({ label }) => label);
  const band = chosen === nobody || labels.includes(chosen ?? '') ? chosen : labels[0];
  const xs = useMemo(() => stepsToDraw(n), [n]);
  const lines = linesOf(shown, xs, band);
  const table = useMemo(() => {
    const steps = stepsToDraw(n, tableRows);
    return {
      heads: [
        t('lab.lines.subject'),
        ...shown.flatMap(({ label }) => [`E|D| ${label}`, `SD|D| ${label}`]),
      ],
      rows: steps.map((j) => [
        countText(j),
        ...shown.flatMap(({ figures }) => [
          (figures.E_abs_D_by_step[j - 1] ?? 0).toFixed(4),
          (figures.SD_abs_D_by_step[j - 1] ?? 0).toFixed(4),
        ]),
      ]),
    };
  }, [n, shown, t]);
  return (
    <LabFigure
      title={t('lab.lines.title')}
      note={t('lab.lines.note')}
      name="imbalance-over-time"
      table={table}
      actions={
        <FigureSelect
          label={t('lab.lines.band')}
          value={band ?? nobody}
          keys={[...labels, nobody]}
          textOf={(key) => (key === nobody ? t('lab.lines.noBand') : key)}
          onChoose={setBand}
        />
      }
    >
      <LabLines
        xs={xs}
        lines={lines}
        xLabel={t('lab.lines.subject')}
        yLabel="E|D|"
        titleOf={(j) => t('lab.lines.after', { subject: countText(j) })}
        valueText={(value) => value.toFixed(4)}
      />
    </LabFigure>
  );
}
