import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MarkSwatch } from '../../../charts/lab-mark.tsx';
import { SmallTable } from '../../../components/small-table.tsx';
import type { Column } from '../../../components/table-column.ts';
import { exactText, shortText } from '../figures.ts';
import classes from '../lab.module.css';
import { comparedFigures } from './compared.ts';
import type { Compared, ComparedFigure } from './compared.ts';

const withError = (figure: ComparedFigure, { figures }: Compared): string => {
  const error = figure.error(figures);
  const value = exactText(figure, figure.of(figures));
  return error > 0 ? `${value} ± ${exactText(figure, error)}` : value;
};

/** Every design with the figures by which designs are chosen. */
export function ComparisonTable({ all }: { readonly all: readonly Compared[] }) {
  const { t } = useTranslation();
  const columns: readonly Column<Compared>[] = [
    {
      key: 'label',
      header: t('lab.design'),
      width: 'minmax(150px, 1.6fr)',
      cell: ({ label, mark }) => (
        <span className={classes.design}>
          <MarkSwatch mark={mark} />
          <span className={classes.designLabel}>{label}</span>
        </span>
      ),
    },
    ...comparedFigures.map((figure): Column<Compared> => ({
      key: figure.key,
      header: (
        <Tooltip label={t(`lab.comparedMeaning.${figure.key}`)} multiline w={280}>
          <span tabIndex={0} className={classes.headWord}>
            {t(`lab.comparedShort.${figure.key}`)}
          </span>
        </Tooltip>
      ),
      width: 'minmax(66px, 1fr)',
      align: 'right',
      cell: (design) => (
        <span title={withError(figure, design)}>
          {shortText(figure, figure.of(design.figures))}
        </span>
      ),
    })),
  ];
  return (
    <SmallTable
      label={t('lab.multicentre.comparison')}
      columns={columns}
      rows={all}
      rowKey={({ label }) => label}
      empty={null}
    />
  );
}
