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

/** Whose code is to be broken, with the kit in hand where it alone leads to the treatment. */
export interface ChosenSubject {
  readonly subject: string;
  readonly kit: string | null;
  readonly site: string;
}

interface Properties {
  readonly given: string | null;
  /** Undefined while the text leads to nobody whose code can be broken. */
  onChoose(chosen: ChosenSubject | undefined): void;
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
  const [told, setTold] = useState('');
  const kit = found?.backup?.kit ?? null;
  const isAsked = kit !== null && found?.subject === '';
  const subject = isAsked ? told.trim() : (found?.subject ?? '');
  const site = found?.site ?? '';
  const isOpen = found !== undefined && found.obstacle === null && subject !== '';
  useEffect(
    () => onChoose(isOpen ? { subject, kit, site } : undefined),
    [onChoose, isOpen, subject, kit, site],
  );
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
      {isAsked && (
        <TextInput
          label={t('codeBreak.toldSubject')}
          description={t('codeBreak.toldSubjectNote')}
          size="lg"
          autoComplete="off"
          spellCheck={false}
          value={told}
          onChange={(event) => setTold(event.currentTarget.value)}
        />
      )}
    </div>
  );
}

type Found = OutputOf<'codeBreak.find'>;

function FoundSubject({ found }: { readonly found: Found }) {
  const { t } = useTranslation();
  const { obstacle, brokenBefore } = found;
  return (
    <div className={classes.found}>
      <p className={classes.foundSubject}>
        {found.subject !== '' && <strong>{found.subject}</strong>}{' '}
        <StatusBadge status={found.status} />
      </p>
      <FoundFacts found={found} />
      {found.backup !== undefined && <p className={classes.onBackup}>{t('codeBreak.onBackup')}</p>}
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

function FoundFacts({ found }: { readonly found: Found }) {
  const { t } = useTranslation();
  const { backup, lastVisit, randomizedAt, offsetMinutes } = found;
  const kits =
    backup === undefined ? (lastVisit?.kits ?? []) : backup.kit === null ? [] : [backup.kit];
  return (
    <KeyValues
      columns={2}
      items={[
        [t('codeBreak.site'), `${found.site} · ${found.siteName}`],
        backup === undefined
          ? [t('codeBreak.randomizationNumber'), found.randomizationNumber]
          : [t('codeBreak.envelope'), t('codeBreak.envelopeOf', { ...backup })],
        [
          t('codeBreak.randomizedAt'),
          randomizedAt === null ? (
            '–'
          ) : (
            <InstantText key="r" at={randomizedAt} offsetMinutes={offsetMinutes} />
          ),
        ],
        [
          t(backup === undefined ? 'codeBreak.lastKits' : 'codeBreak.kitInHand'),
          kits.length === 0 ? (
            '–'
          ) : (
            <span key="k" className={classes.kits}>
              {kits.map((number) => (
                <KitNumber key={number} number={number} />
              ))}
            </span>
          ),
        ],
      ]}
    />
  );
}
