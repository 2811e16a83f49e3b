import { Button, Group, SimpleGrid, Stack } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf, OutputOf } from '../../../shared/contracts/index.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useCommand } from '../../state/use-command.ts';
import { Door } from './door.tsx';
import classes from './door.module.css';
import { emptyPerson, isCompletePerson, PersonFields, personInput } from './person-fields.tsx';
import type { Person } from './person-fields.tsx';

interface Properties {
  readonly file: InputOf<'site.create'>['file'];
  readonly pack: OutputOf<'site.readPack'>;
  onBack(): void;
  onDone(): void;
}

const mostPeople = 20;

/** The people who may randomize at this site; where two must agree, at least two. */
export function SitePeople({ file, pack, onBack, onDone }: Properties) {
  const { t } = useTranslation();
  const create = useCommand('site.create');
  const fewest = pack.release === 'two-person' ? 2 : 1;
  const [people, setPeople] = useState<readonly Person[]>(() =>
    Array.from({ length: fewest }, () => emptyPerson),
  );
  const submit = async (): Promise<void> => {
    const outcome = await create.run({
      file,
      people: people.map(personInput),
    });
    if (outcome.ok) onDone();
  };
  return (
    <Door
      title={t('session.sitePeople', { site: pack.site })}
      intro={t(fewest === 2 ? 'session.sitePeopleTwo' : 'session.sitePeopleIntro', {
        names: pack.people.join(', '),
      })}
      width={820}
    >
      <form
        className={classes.panel}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="lg">
          <SimpleGrid cols={2} spacing="xl" verticalSpacing="xl">
            {people.map((person, index) => (
              <PersonFields
                key={index}
                role="site-user"
                value={person}
                asksCode={fewest === 2}
                onChange={(next) =>
                  setPeople(people.map((old, place) => (place === index ? next : old)))
                }
              />
            ))}
          </SimpleGrid>
          <div>
            <Button
              variant="default"
              disabled={people.length >= mostPeople}
              leftSection={<IconUserPlus size={16} stroke={1.7} />}
              onClick={() => setPeople([...people, emptyPerson])}
            >
              {t('session.anotherPerson')}
            </Button>
          </div>
          <FailureNotice failure={create.failure} />
          <Group justify="space-between">
            <Button variant="default" onClick={onBack} disabled={create.isBusy}>
              {t('common.back')}
            </Button>
            <Button
              type="submit"
              loading={create.isBusy}
              disabled={!people.every(isCompletePerson)}
            >
              {t('session.makeSiteFile')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Door>
  );
}
