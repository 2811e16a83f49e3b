import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useMay } from '../../state/session.ts';
import { useCommand } from '../../state/use-command.ts';
import { useQuery } from '../../state/use-query.ts';
import classes from './code-break.module.css';

/** What sites still lack so that they can break a code at night; only for who can give it to them. */
export function Readiness() {
  const { t } = useTranslation();
  const mayGive = useMay('codeBreak.makeReady');
  const { data } = useQuery('codeBreak.settings', {}, { isEnabled: mayGive });
  const make = useCommand('codeBreak.makeReady');
  const people = data?.peopleWithoutKeys ?? [];
  const subjects = data?.subjectsWithoutEnvelope ?? 0;
  if (!mayGive || (people.length === 0 && subjects === 0)) return null;
  const run = async (): Promise<void> => {
    const outcome = await make.run({});
    if (outcome.ok) announce({ message: t('codeBreak.madeReady', outcome.value) });
  };
  return (
    <section className={classes.readiness} aria-label={t('codeBreak.notReady')}>
      <div>
        <strong>{t('codeBreak.notReady')}</strong>
        <p>
          {people.length > 0 && t('codeBreak.peopleWithoutKeys', { people: people.join(', ') })}{' '}
          {subjects > 0 && t('codeBreak.subjectsWithoutEnvelope', { count: subjects })}
        </p>
        <FailureNotice failure={make.failure} />
      </div>
      <Button
        loading={make.isBusy}
        leftSection={<IconKey size={16} stroke={1.7} />}
        onClick={() => void run()}
      >
        {t('codeBreak.makeReady')}
      </Button>
    </section>
  );
}
