import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './check-list.module.css';

interface Check {
  readonly check: string;
  readonly passed: boolean;
  readonly detail: string;
}

interface Properties {
  readonly title: string;
  readonly checks: readonly Check[];
}

/** What was checked and what came out. */
export function CheckList({ title, checks }: Properties) {
  const { t } = useTranslation();
  return (
    <section role="status" className={classes.list}>
      <h3>{title}</h3>
      <ul>
        {checks.map(({ check, passed, detail }) => {
          const Mark = passed ? IconCircleCheck : IconCircleX;
          return (
            <li key={check}>
              <Mark
                size={17}
                stroke={1.8}
                aria-hidden
                color={passed ? 'var(--good)' : 'var(--bad)'}
              />
              <span>
                <strong>{check}</strong>
                <span className="visually-hidden">
                  {' '}
                  {t(passed ? 'status.passed' : 'status.failed')}
                </span>
                {detail !== '' && <span className={classes.detail}>{detail}</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
