import { useTranslation } from 'react-i18next';
import { LabBoxes } from '../../../charts/lab-boxes.tsx';
import { LabFigure } from '../../../charts/lab-figure.tsx';
import { FigureSelect } from '../figure-select.tsx';
import type { Compared } from './compared.ts';
import { spreads } from './multicentre-answer.ts';
import { useMulticentre } from './multicentre-state.ts';

const parts = ['mean', 'sd', 'min', 'q25', 'q50', 'q75', 'max'] as const;

/** Loss or relative efficiency over the replicates, design by design. */
export function SpreadBoxes({ shown }: { readonly shown: readonly Compared[] }) {
  const { t } = useTranslation();
  const { axes, choose } = useMulticentre();
  const name = spreads.find((known) => known === axes.spread) ?? spreads[0];
  const nameOf = (key: string): string => t(`lab.spreadName.${key}`);
  const wordOf = (part: string): string => t(`lab.spread.${part}`);
  const text = (value: number): string => value.toFixed(4);
  const boxes = shown.map(({ label, mark, figures }) => ({ label, mark, ...figures[name] }));
  return (
    <LabFigure
      title={t('lab.spread.title')}
      note={t('lab.spread.note')}
      name={`multicentre-${name.toLowerCase()}`}
      table={{
        heads: [t('lab.design'), ...parts.map(wordOf)],
        rows: boxes.map((box) => [box.label, ...parts.map((part) => text(box[part]))]),
      }}
      actions={
        <FigureSelect
          label={t('lab.spread.figure')}
          value={name}
          keys={spreads}
          textOf={nameOf}
          onChoose={(key) => choose({ spread: key })}
        />
      }
    >
      <LabBoxes boxes={boxes} valueLabel={nameOf(name)} valueText={text} wordOf={wordOf} />
    </LabFigure>
  );
}
