import { Tooltip } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LabAssessed } from '../../../shared/contracts/lab.ts';
import { MarkSwatch } from '../../charts/lab-mark.tsx';
import { countText } from '../../components/format.ts';
import { SmallTable } from '../../components/small-table.tsx';
import type { Column } from '../../components/table-column.ts';
import { errorOf, errorText, exactText, figures, shortText } from './figures.ts';
import classes from './lab.module.css';
import type { Marked } from './marked.ts';
import { UseThis } from './use-this.tsx';

interface Properties {
  readonly all: readonly LabAssessed[];
  readonly marked: readonly Marked[];
  readonly arms: readonly number[];
}

/** All figures of all candidates; what could not be assessed says why. */
export function FiguresTable({ all, marked, arms }: Properties) {
  const { t } = useTranslation();
  const columns: readonly Column<Marked>[] = [
    {
      key: 'label',
      header: t('lab.design'),
      width: 'minmax(176px, 2fr)',
      cell: ({ label, mark, figures: found }) => (
        <span className={classes.design}>
          <MarkSwatch mark={mark} />
          <span>
            <span className={classes.designLabel}>{label}</span>
            <br />
            <span className={classes.method}>
              {found.method === 'exact'
                ? t('lab.exact')
                : t('lab.simulated', { replicates: countText(found.replicates ?? 0) })}
            </span>
          </span>
        </span>
      ),
    },
    ...figures.map((figure): Column<Marked> => ({
      key: figure.key,
      header: (
        <Tooltip label={t(`lab.figureMeaning.${figure.key}`)} multiline w={280}>
          <span tabIndex={0} className={classes.headWord}>
            {t(`lab.figureShort.${figure.key}`)}
          </span>
        </Tooltip>
      ),
      width: 'minmax(64px, 1fr)',
      align: 'right',
      cell: ({ figures: found }) => {
        const error = errorOf(figure, found);
        return (
          <span title={exactText(figure, figure.of(found))}>
            {shortText(figure, figure.of(found))}
            {error > 0 && (
              <>
                <br />
                <span className={classes.method}>{errorText(figure, error)}</span>
              </>
            )}
          </span>
        );
      },
    })),
    {
      key: 'use',
      header: '',
      headerLabel: t('lab.use.column'),
      width: '92px',
      align: 'right',
      cell: (design) => <UseThis design={design} arms={arms} />,
    },
  ];
  return (
    <>
      <SmallTable
        label={t('lab.figures')}
        columns={columns}
        rows={marked}
        rowKey={({ label }) => label}
        empty={null}
      />
      {all.map(({ label, refusal }) =>
        refusal === null ? null : (
          <p key={label} className={classes.notAssessed}>
            <IconHandStop size={15} aria-hidden /> <strong>{label}</strong> {refusal.message}
          </p>
        ),
      )}
    </>
  );
}
