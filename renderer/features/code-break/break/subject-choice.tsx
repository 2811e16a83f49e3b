import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../shared/contracts/index.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { InstantText } from '../../../components/instant-text.tsx';
import { KeyValues } from '../../../components/key-values.tsx';
import { KitNumber } from '../../../components/kit-number.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { useQuery } from '../../../state/use-query.ts';
import classes from '../code-break.module.css';

interface Properties {
  readonly given: string | null;
  /** Undefined while the text leads to nobody whose code can be broken. */
  onChoose(subject: string | undefined): void;
}

const settleMs = 250;

/** Finds the subject by whatever number is at hand, and shows enough to be sure of the person. */
export function SubjectChoice({ given, onChoose }: Properties) {
  const { t } = useTranslation();
  const [text, setText] = useState(given ?? '');
  const [find] = useDebouncedValue(text.trim(), settleMs);
  const { data, failure } = useQuery('codeBreak.find', { find }, { isEnabled: find.length >= 2 });
  const isSettled = find === text.trim() && find.length >= 2;
  const found = isSettled && failure === undefined ? data : undefined;
  const chosen = found === undefined || found.obstacle !== null ? undefined : found.subject;
  useEffect(() => onChoose(chosen), [onChoose, chosen]);
  return (
    <div className={classes.choice}>
      <TextInput
        label={t('codeBreak.subject')}
        description={t('codeBreak.subjectNote')}
        size="lg"
        autoFocus
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {isSettled && <FailureNotice failure={failure} />}
      {found !== undefined && <FoundSubject found={found} />}
    </div>
  );
}

function FoundSubject({ found }: { readonly found: OutputOf<'codeBreak.find'> }) {
  const { t } = useTranslation();
  const { lastVisit, obstacle, brokenBefore } = found;
  return (
    <div className={classes.found}>
      <p className={classes.foundSubject}>
        <strong>{found.subject}</strong> <StatusBadge status={found.status} />
      </p>
      <KeyValues
        columns={2}
        items={[
          [t('codeBreak.site'), `${found.site} · ${found.siteName}`],
          [t('codeBreak.randomizationNumber'), found.randomizationNumber],
          [
            t('codeBreak.randomizedAt'),
            <InstantText key="r" at={found.randomizedAt} offsetMinutes={found.offsetMinutes} />,
          ],
          [
            t('codeBreak.lastKits'),
            lastVisit === null ? (
              '–'
            ) : (
              <span key="k" className={classes.kits}>
                {lastVisit.kits.map((number) => (
                  <KitNumber key={number} number={number} />
                ))}
              </span>
            ),
          ],
        ]}
      />
      {brokenBefore.length > 0 && (
        <p className={classes.warning}>
          <IconAlertTriangle size={16} stroke={1.8} aria-hidden />
          {t('codeBreak.brokenBefore', { codes: brokenBefore.join(', ') })}
        </p>
      )}
      {obstacle !== null && (
        <div role="alert" className={classes.obstacle}>
          <strong>{obstacle.message}</strong>
          <p>{obstacle.next}</p>
        </div>
      )}
    </div>
  );
}
