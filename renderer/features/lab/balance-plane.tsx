import { useTranslation } from 'react-i18next';
import { LabFigure } from '../../charts/lab-figure.tsx';
import { LabPlane } from '../../charts/lab-plane.tsx';
import { FigureSelect } from './figure-select.tsx';
import { exactText, figureOf } from './figures.ts';
import { useLab } from './lab-state.ts';
import type { Marked } from './marked.ts';

const balance = ['E_abs_D', 'SD_abs_D', 'E_max_abs_D', 'loss'] as const;
const randomness = ['PCG_convergence', 'PD', 'PCG_deterministic', 'EF'] as const;

/** Balance against predictability: the better a candidate, the nearer to the lower left. */
export function BalancePlane({ shown }: { readonly shown: readonly Marked[] }) {
  const { t } = useTranslation();
  const { axes, choose } = useLab();
  const x = figureOf(axes.x);
  const y = figureOf(axes.y);
  const nameOf = (key: string): string => t(`lab.figureName.${key}`);
  const points = shown.map(({ label, mark, figures }) => ({
    label,
    mark,
    x: x.of(figures),
    y: y.of(figures),
  }));
  return (
    <LabFigure
      title={t('lab.plane.title')}
      note={t('lab.plane.note')}
      name="balance-and-predictability"
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
            onChoose={(key) => choose({ x: key })}
          />
          <FigureSelect
            label={t('lab.plane.y')}
            value={y.key}
            keys={randomness}
            onChoose={(key) => choose({ y: key })}
          />
        </>
      }
    >
      <LabPlane
        points={points}
        x={{ label: nameOf(x.key), isShare: x.isShare, text: (value) => exactText(x, value) }}
        y={{ label: nameOf(y.key), isShare: y.isShare, text: (value) => exactText(y, value) }}
      />
    </LabFigure>
  );
}
