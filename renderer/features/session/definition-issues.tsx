import { Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import classes from './definition-issues.module.css';

export type DefinitionProblem = OutputOf<'study.check'>['issues'][number];

interface Properties {
  readonly issues: readonly DefinitionProblem[];
  /** Where a problem is, when that is not a line of a file. */
  readonly placeOf?: (issue: DefinitionProblem) => ReactNode;
}

/** Every problem of a definition: where, what stands there, what was expected, what to do. */
export function DefinitionIssues({ issues, placeOf }: Properties) {
  const { t } = useTranslation();
  const line = (issue: DefinitionProblem): ReactNode =>
    t('session.line', { place: `${issue.line ?? '–'}:${issue.column ?? '–'}` });
  return (
    <div role="alert">
      <Text fw={600} c="var(--bad)" className={classes.head ?? ''}>
        <IconAlertTriangle size={17} aria-hidden /> {t('session.issues', { count: issues.length })}
      </Text>
      <ol className={classes.list}>
        {issues.map((issue, index) => (
          <li key={index} className={classes.issue}>
            <span className={classes.place}>{(placeOf ?? line)(issue)}</span>
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
