import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { stepsToDraw } from '../../charts/lab-axis.ts';
import { LabFigure } from '../../charts/lab-figure.tsx';
import { LabLines } from '../../charts/lab-lines.tsx';
import { countText } from '../../components/format.ts';
import type { Marked } from './marked.ts';

interface Properties {
  readonly shown: readonly Marked[];
  readonly seed: number;
}

/** One simulated trial a candidate, all from the same random numbers. */
export function SamplePaths({ shown, seed }: Properties) {
  const { t } = useTranslation();
  const drawn = useMemo(() => shown.filter(({ samplePath }) => samplePath.length > 0), [shown]);
  const length = Math.max(1, ...drawn.map(({ samplePath }) => samplePath.length));
  const xs = useMemo(() => stepsToDraw(length), [length]);
  const lines = useMemo(
    () =>
      drawn.map(({ label, mark, samplePath }) => ({
        label,
        mark,
        values: xs.map((j) => samplePath[j - 1]),
      })),
    [drawn, xs],
  );
  return (
    <LabFigure
      title={t('lab.path.title')}
      note={t('lab.path.note', { seed })}
      name="sample-paths"
      table={{
        heads: [t('lab.lines.subject'), ...drawn.map(({ label }) => label)],
        rows: Array.from({ length }, (_, index) => [
          countText(index + 1),
          ...drawn.map(({ samplePath }) => String(samplePath[index] ?? '')),
        ]),
      }}
    >
      <LabLines
        isStepped
        xs={xs}
        lines={lines}
        xLabel={t('lab.lines.subject')}
        yLabel="D"
        titleOf={(j) => t('lab.lines.after', { subject: countText(j) })}
        valueText={String}
      />
    </LabFigure>
  );
}
