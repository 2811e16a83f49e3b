import { useTranslation } from 'react-i18next';
import { MarkSwatch } from '../../charts/lab-mark.tsx';
import type { SeriesMark } from '../../charts/lab-marks.ts';
import classes from './lab.module.css';

interface Properties {
  readonly marked: readonly { readonly label: string; readonly mark: SeriesMark }[];
  readonly hidden: readonly string[];
  onToggle(label: string): void;
}

/** The one key to all plots; each entry shows or hides its candidate in them. */
export function Legend({ marked, hidden, onToggle }: Properties) {
  const { t } = useTranslation();
  return (
    <div role="group" aria-label={t('lab.legend')} className={classes.legend}>
      <span className="quiet">{t('lab.legendNote')}</span>
      {marked.map(({ label, mark }) => (
        <button
          key={label}
          type="button"
          className={classes.legendItem}
          aria-pressed={!hidden.includes(label)}
          onClick={() => onToggle(label)}
        >
          <MarkSwatch mark={mark} />
          {label}
        </button>
      ))}
    </div>
  );
}
