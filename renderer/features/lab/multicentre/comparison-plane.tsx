import { useTranslation } from 'react-i18next';
import { LabFigure } from '../../../charts/lab-figure.tsx';
import { LabPlane } from '../../../charts/lab-plane.tsx';
import { FigureSelect } from '../figure-select.tsx';
import { exactText } from '../figures.ts';
import { comparedFigureOf } from './compared.ts';
import type { Compared } from './compared.ts';
import { useMulticentre } from './multicentre-state.ts';

const balance = ['SD_abs_D', 'E_abs_D', 'P_skewed', 'L1', 'L2', 'L3'] as const;
const randomness = ['PCG_convergence', 'PCG_deterministic', 'PD'] as const;

/** Balance of the trial, its regions or centres against how well an allocation can be guessed. */
export function ComparisonPlane({ shown }: { readonly shown: readonly Compared[] }) {
  const { t } = useTranslation();
  const { axes, choose } = useMulticentre();
  const x = comparedFigureOf(axes.x);
  const y = comparedFigureOf(axes.y);
  const nameOf = (key: string): string => t(`lab.comparedName.${key}`);
  const points = shown.map(({ label, mark, figures }) => ({
    label,
    mark,
    x: x.of(figures),
    y: y.of(figures),
  }));
  const axisOf = (figure: typeof x) => ({
    label: nameOf(figure.key),
    isShare: figure.isShare,
    text: (value: number) => exactText(figure, value),
  });
  return (
    <LabFigure
      title={t('lab.plane.title')}
      note={t('lab.plane.note')}
      name="multicentre-balance-and-predictability"
      table={{
        heads: [t('lab.design'), nameOf(x.key), nameOf(y.key)],
        rows: points.map((point) => [point.label, exactText(x, point.x), exactText(y, point.y)]),
      }}
      actions={
        <>
          <FigureSelect
            label={t('lab.plane.x')}
            value={x.key}
            keys={balance}
            textOf={nameOf}
            onChoose={(key) => choose({ x: key })}
          />
          <FigureSelect
            label={t('lab.plane.y')}
            value={y.key}
            keys={randomness}
            textOf={nameOf}
            onChoose={(key) => choose({ y: key })}
          />
        </>
      }
    >
      <LabPlane points={points} x={axisOf(x)} y={axisOf(y)} />
    </LabFigure>
  );
}
