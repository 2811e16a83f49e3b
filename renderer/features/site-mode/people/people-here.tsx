import { Button, Stack } from '@mantine/core';
import { IconArrowLeft, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { useSession } from '../../../state/session.ts';
import { useQuery } from '../../../state/use-query.ts';
import peopleClasses from './people.module.css';
import classes from '../site-mode.module.css';
import { AddPerson } from './add-person.tsx';
import { RemovePerson } from './remove-person.tsx';

interface Properties {
  /** Two people open envelopes here, so another one signs. */
  readonly needsTwo: boolean;
  onHome(): void;
}

type View = { readonly kind: 'list' | 'add' } | { readonly kind: 'remove'; readonly user: string };

/** Who may randomize at this computer: somebody joins, or leaves. */
export function PeopleHere({ needsTwo, onHome }: Properties) {
  const { t } = useTranslation();
  const { data, failure } = useQuery('access.users', {});
  const own = useSession().status.user?.user;
  const [view, setView] = useState<View>({ kind: 'list' });
  const back = (): void => setView({ kind: 'list' });
  if (view.kind === 'add') return <AddPerson needsTwo={needsTwo} onBack={back} />;
  if (view.kind === 'remove') {
    return <RemovePerson user={view.user} needsTwo={needsTwo} onBack={back} />;
  }
  return (
    <Stack gap={24}>
      <h1 className={classes.stepTitle}>{t('siteMode.people')}</h1>
      <FailureNotice failure={failure} />
      <ul className={peopleClasses.people}>
        {data?.users
          .filter(({ status }) => status === 'active')
          .map(({ user, printedName }) => (
            <li key={user}>
              <strong>{printedName}</strong>
              <span>{user}</span>
              {user === own ? (
                <span>{t('siteMode.you')}</span>
              ) : (
                <Button
                  variant="default"
                  size="md"
                  aria-label={t('siteMode.removeWho', { name: printedName })}
                  onClick={() => setView({ kind: 'remove', user })}
                >
                  {t('siteMode.remove')}
                </Button>
              )}
            </li>
          ))}
      </ul>
      <div className={classes.rarer}>
        <Button
          size="lg"
          variant="default"
          leftSection={<IconArrowLeft size={22} aria-hidden />}
          onClick={onHome}
        >
          {t('common.back')}
        </Button>
        <Button
          size="lg"
          leftSection={<IconUserPlus size={22} aria-hidden />}
          onClick={() => setView({ kind: 'add' })}
        >
          {t('siteMode.addPerson')}
        </Button>
      </div>
    </Stack>
  );
}
