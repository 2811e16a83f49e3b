import { useTranslation } from 'react-i18next';
import type { LiveDraw } from '../../../shared/contracts/subjects.ts';
import { ArmBadge } from '../../components/arm-badge.tsx';
import { countText } from '../../components/format.ts';
import { SmallTable } from '../../components/small-table.tsx';
import type { Column } from '../../components/table-column.ts';
import { drawShares } from './draw-shares.ts';
import classes from './subjects.module.css';

type Level = LiveDraw['levels'][number];

const percent = (share: number): string =>
  share.toLocaleString('en', { style: 'percent', maximumFractionDigits: 1 });

const decimal = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 4 });

/** From which counts, with which chances and by which draw a live arm came. */
export function DrawExplanation({ draw }: { readonly draw: LiveDraw }) {
  const { t } = useTranslation();
  const columns: readonly Column<Level>[] = [
    {
      key: 'level',
      header: t('subjects.draw.level'),
      width: 'minmax(130px, 1.4fr)',
      cell: ({ factor, level }) => (factor === level ? factor : `${factor}: ${level}`),
    },
    ...draw.arms.map(({ name }, index): Column<Level> => ({
      key: `arm ${index}`,
      header: t('subjects.draw.count', { arm: name }),
      width: 'minmax(90px, 1fr)',
      align: 'right',
      cell: ({ counts }) => countText(counts[index] ?? 0),
    })),
  ];
  const shares = drawShares(draw);
  const drawn = shares.find(({ isDrawn }) => isDrawn);
  return (
    <div className={classes.draw}>
      <p className="quiet">{t('subjects.draw.intro', { list: draw.list })}</p>
      <SmallTable
        label={t('subjects.draw.title')}
        columns={columns}
        rows={draw.levels}
        rowKey={({ factor, level }) => `${factor} ${level}`}
        empty={null}
      />
      <ul className={classes.shares}>
        {shares.map(({ name, probability, isDrawn }) => (
          <li key={name} data-drawn={isDrawn}>
            <ArmBadge name={name} />
            <span className={classes.share} aria-hidden>
              <span style={{ width: percent(probability) }} />
            </span>
            <span className="figures">
              {percent(probability)}
              {isDrawn && ` · ${t('subjects.draw.drawn')}`}
            </span>
          </li>
        ))}
      </ul>
      <p>
        <strong className="figures">
          {t('subjects.draw.uniform', { uniform: draw.uniform.toFixed(6) })}
        </strong>{' '}
        {drawn !== undefined && (
          <span className="quiet">
            {t('subjects.draw.uniformNote', {
              from: decimal(drawn.from),
              until: decimal(drawn.until),
              arm: drawn.name,
            })}
          </span>
        )}
      </p>
    </div>
  );
}
