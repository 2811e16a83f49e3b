import { Button, Group, Stack, TextInput } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../shared/contracts/index.ts';
import { CodeGroups, emptyGroups, isSoundCode } from '../../../components/code-groups.tsx';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { Panel } from '../../../components/panel.tsx';
import { SpokenCode } from '../../../components/spoken-code.tsx';
import { useCommand } from '../../../state/use-command.ts';
import { useQuery } from '../../../state/use-query.ts';
import classes from '../backup.module.css';
import { ReleaseLog } from '../packs/release-log.tsx';

const challengeGroups = 2;

/** A site is on the telephone: its subject and challenge in, the release code out. */
export function HelplinePart() {
  const { t } = useTranslation();
  const answer = useCommand('packs.answerChallenge');
  const [subject, setSubject] = useState('');
  const [challenge, setChallenge] = useState(emptyGroups(challengeGroups));
  const [given, setGiven] = useState<OutputOf<'packs.answerChallenge'>>();
  const send = async (): Promise<void> => {
    const outcome = await answer.run({ challenge: challenge.join('-'), subject: subject.trim() });
    if (outcome.ok) setGiven(outcome.value);
  };
  const again = (): void => {
    setGiven(undefined);
    setSubject('');
    setChallenge(emptyGroups(challengeGroups));
  };
  if (given !== undefined) return <GivenCode given={given} onAgain={again} />;
  return (
    <Panel title={t('backup.onTheLine')} note={t('backup.onTheLineNote')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Stack gap="lg">
          <CodeGroups
            label={t('backup.challenge')}
            value={challenge}
            onChange={(next) => {
              answer.reset();
              setChallenge(next);
            }}
          />
          <TextInput
            label={t('backup.subject')}
            w={280}
            autoComplete="off"
            value={subject}
            onChange={(event) => setSubject(event.currentTarget.value)}
          />
          <FailureNotice failure={answer.failure} />
          <Group>
            <Button
              type="submit"
              size="md"
              loading={answer.isBusy}
              disabled={!isSoundCode(challenge) || subject.trim() === ''}
              leftSection={<IconPhone size={18} stroke={1.7} />}
            >
              {t('backup.answer')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

interface GivenProperties {
  readonly given: OutputOf<'packs.answerChallenge'>;
  onAgain(): void;
}

/** The code to read out, and everything that is odd about this call. */
function GivenCode({ given, onAgain }: GivenProperties) {
  const { t } = useTranslation();
  const log = useQuery('packs.get', { pack: given.pack }).data?.releases ?? [];
  return (
    <Stack gap="lg">
      <Panel title={t('backup.readOut')} note={t('backup.answerFor', { ...given })}>
        <Stack gap="lg">
          <SpokenCode label={t('backup.releaseCode')} code={given.code} words={given.words} />
          {given.answeredBefore > 0 && (
            <p role="alert" className={classes.badText}>
              {t('backup.answeredBefore', { count: given.answeredBefore })}
            </p>
          )}
          {given.warnings.map((warning) => (
            <p key={warning} role="alert" className={classes.badText}>
              {warning}
            </p>
          ))}
          <Group>
            <Button size="md" onClick={onAgain}>
              {t('backup.nextCall')}
            </Button>
          </Group>
        </Stack>
      </Panel>
      <Panel title={t('backup.releasesOf', { pack: given.pack })}>
        <ReleaseLog releases={log} />
      </Panel>
    </Stack>
  );
}
