import { useTranslation } from 'react-i18next';
import { LabBars } from '../../charts/lab-bars.tsx';
import { LabFigure } from '../../charts/lab-figure.tsx';
import { FigureSelect } from './figure-select.tsx';
import { errorOf, exactText, figureOf, figures, shortText } from './figures.ts';
import { useLab } from './lab-state.ts';
import type { Marked } from './marked.ts';

const keys = figures.map(({ key }) => key);

/** One figure of all candidates beside each other. */
export function FigureBars({ shown }: { readonly shown: readonly Marked[] }) {
  const { t } = useTranslation();
  const { axes, choose } = useLab();
  const figure = figureOf(axes.bar);
  const name = t(`lab.figureName.${figure.key}`);
  const bars = shown.map(({ label, mark, figures: found }) => ({
    label,
    mark,
    value: figure.of(found),
    error: errorOf(figure, found),
  }));
  const errorText = (error: number): string => (error > 0 ? exactText(figure, error) : '–');
  return (
    <LabFigure
      title={t('lab.bars.title')}
      note={t(`lab.figureMeaning.${figure.key}`)}
      name={`compare-${figure.key.toLowerCase()}`}
      table={{
        heads: [t('lab.design'), name, t('lab.error')],
        rows: bars.map(({ label, value, error }) => [
          label,
          exactText(figure, value),
          errorText(error),
        ]),
      }}
      actions={
        <FigureSelect
          label={t('lab.bars.figure')}
          value={figure.key}
          keys={keys}
          onChoose={(key) => choose({ bar: key })}
        />
      }
    >
      <LabBars
        bars={bars}
        valueLabel={name}
        isShare={figure.isShare}
        valueText={(value) => shortText(figure, value)}
        fullText={({ value, error }) =>
          error > 0
            ? `${exactText(figure, value)} ± ${exactText(figure, error)}`
            : exactText(figure, value)
        }
      />
    </LabFigure>
  );
}
