import { useTranslation } from 'react-i18next';
import { MarkSwatch } from '../../charts/lab-mark.tsx';
import { Panel } from '../../components/panel.tsx';
import classes from './lab.module.css';
import type { Marked } from './marked.ts';

/** What the figures of each candidate mean, in plain words of the engine. */
export function AdviceTable({ marked }: { readonly marked: readonly Marked[] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('lab.advice')} note={t('lab.adviceNote')}>
      <div className={classes.advice}>
        {marked.map(({ label, mark, advice }) => (
          <section key={label} className={classes.adviceCard} aria-label={label}>
            <h3 className={classes.adviceHead}>
              <MarkSwatch mark={mark} /> {label}
            </h3>
            <ul>
              {advice.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Panel>
  );
}
