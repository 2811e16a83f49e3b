import { PasswordInput, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf } from '../../../../shared/contracts/index.ts';
import { announce } from '../../../components/announce.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { useCommand } from '../../../state/use-command.ts';
import classes from './record.module.css';
import { Question } from '../question.tsx';

interface Proof {
  readonly user: string;
  readonly passphrase: string;
  readonly code: string;
}

const nobody: Proof = { user: '', passphrase: '', code: '' };

interface Properties {
  readonly file: InputOf<'site.load'>['file'];
  onDone(): void;
}

/** Two people whom the study named prove it, each with a passphrase and a code of their own. */
export function LoadPeople({ file, onDone }: Properties) {
  const { t } = useTranslation();
  const load = useCommand('site.load');
  const [people, setPeople] = useState<readonly Proof[]>([nobody, nobody]);
  const typed = people.filter(({ user }) => user.trim() !== '');
  const send = async (): Promise<void> => {
    const outcome = await load.run({ file, people: [...typed] });
    if (!outcome.ok) return;
    announce({ message: t('siteMode.loaded', { ...outcome.value }) });
    onDone();
  };
  return (
    <Question
      title={t('siteMode.loadPeople')}
      note={t('siteMode.loadPeopleNote')}
      next={t('siteMode.loadPack')}
      canGoOn={
        typed.length > 0 &&
        typed.every(({ passphrase, code }) => passphrase !== '' && code.trim() !== '')
      }
      isBusy={load.isBusy}
      onNext={() => void send()}
      onBack={onDone}
    >
      <SimpleGrid cols={2} spacing="xl">
        {people.map((person, index) => (
          <ProofFields
            key={index}
            legend={t('siteMode.loadPerson', { number: index + 1 })}
            value={person}
            onChange={(next) =>
              setPeople(people.map((old, place) => (place === index ? next : old)))
            }
          />
        ))}
      </SimpleGrid>
      <FailureNotice failure={load.failure} />
    </Question>
  );
}

interface ProofProperties {
  readonly legend: string;
  readonly value: Proof;
  onChange(value: Proof): void;
}

function ProofFields({ legend, value, onChange }: ProofProperties) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm" component="fieldset" className={classes.proof}>
      <legend>{legend}</legend>
      <TextInput
        label={t('common.userName')}
        autoComplete="off"
        value={value.user}
        onChange={(event) => onChange({ ...value, user: event.currentTarget.value })}
      />
      <PasswordInput
        label={t('common.passphrase')}
        autoComplete="off"
        value={value.passphrase}
        onChange={(event) => onChange({ ...value, passphrase: event.currentTarget.value })}
      />
      <TextInput
        label={t('session.personCode')}
        autoComplete="off"
        value={value.code}
        onChange={(event) => onChange({ ...value, code: event.currentTarget.value })}
      />
    </Stack>
  );
}
