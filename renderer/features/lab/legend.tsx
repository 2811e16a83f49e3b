import { useTranslation } from 'react-i18next';
import { MarkSwatch } from '../../charts/lab-mark.tsx';
import { useLab } from './lab-state.ts';
import classes from './lab.module.css';
import type { Marked } from './marked.ts';

/** The one key to all plots; each entry shows or hides its candidate in them. */
export function Legend({ marked }: { readonly marked: readonly Marked[] }) {
  const { t } = useTranslation();
  const { hidden, toggle } = useLab();
  return (
    <div role="group" aria-label={t('lab.legend')} className={classes.legend}>
      <span className="quiet">{t('lab.legendNote')}</span>
      {marked.map(({ label, mark }) => (
        <button
          key={label}
          type="button"
          className={classes.legendItem}
          aria-pressed={!hidden.includes(label)}
          onClick={() => toggle(label)}
        >
          <MarkSwatch mark={mark} />
          {label}
        </button>
      ))}
    </div>
  );
}
