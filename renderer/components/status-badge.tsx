import { useTranslation } from 'react-i18next';
import { statusVocabulary, unknownStatus } from './status-vocabulary.ts';
import classes from './status-badge.module.css';

interface Properties {
  readonly status: string;
  /** Without the tinted ground, for dense tables. */
  readonly isPlain?: boolean;
}

/** A state as icon, word and colour; never colour alone. */
export function StatusBadge({ status, isPlain = false }: Properties) {
  const { t } = useTranslation();
  const { tone, icon: StatusIcon } = statusVocabulary[status] ?? unknownStatus;
  return (
    <span
      className={isPlain ? classes.plain : classes.badge}
      style={{
        '--tone': `var(--${tone})`,
        '--tone-soft': `var(--${tone}-soft)`,
      }}
    >
      <StatusIcon size={14} stroke={1.9} aria-hidden />
      <span className={classes.word}>
        {t(`status.${status}`, { defaultValue: status.replaceAll('-', ' ') })}
      </span>
    </span>
  );
}
