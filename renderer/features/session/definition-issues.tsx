import { Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import classes from './definition-issues.module.css';

type Issue = OutputOf<'study.check'>['issues'][number];

const placeOf = (issue: Issue): string => `${issue.line ?? '–'}:${issue.column ?? '–'}`;

/** Every problem of a definition file: where, what stands there, what was expected, what to do. */
export function DefinitionIssues({ issues }: { readonly issues: readonly Issue[] }) {
  const { t } = useTranslation();
  return (
    <div role="alert">
      <Text fw={600} c="var(--bad)" className={classes.head ?? ''}>
        <IconAlertTriangle size={17} aria-hidden /> {t('session.issues', { count: issues.length })}
      </Text>
      <ol className={classes.list}>
        {issues.map((issue, index) => (
          <li key={index} className={classes.issue}>
            <span className={classes.place}>{t('session.line', { place: placeOf(issue) })}</span>
            <div>
              {issue.path !== '' && <code className={classes.path}>{issue.path}</code>}
              <p className={classes.words}>
                {t('session.foundExpected', { found: issue.found, expected: issue.expected })}
              </p>
              <p className={classes.next}>{issue.next}</p>
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}
