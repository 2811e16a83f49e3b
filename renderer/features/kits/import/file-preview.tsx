import { useTranslation } from 'react-i18next';
import { countText } from '../../../components/format.ts';
import classes from './import.module.css';

interface Properties {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly total: number;
}

/** The first rows as the core reads them. */
export function FilePreview({ columns, rows, total }: Properties) {
  const { t } = useTranslation();
  return (
    <div
      className={classes.scroll}
      tabIndex={0}
      role="region"
      aria-label={t('kits.preview', { count: total, shown: countText(total) })}
    >
      <table className={classes.table}>
        <caption>{t('kits.preview', { count: total, shown: countText(total) })}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, 5).map((row, index) => (
            <tr key={index}>
              {row.map((cell, place) => (
                <td key={place}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
