import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import type { ChosenFile } from '../../components/save-file.ts';
import { useCommand } from '../../state/use-command.ts';
import { DefinitionIssues } from './definition-issues.tsx';
import { DefinitionSummary } from './definition-summary.tsx';
import { Door } from './door.tsx';
import classes from './door.module.css';
import { FirstPeople } from './first-people.tsx';

interface Properties {
  onDone(): void;
  onBack(): void;
}

/** A new study from a definition file: check it, show every problem by line, then name the first people. */
export function CreateStudy({ onDone, onBack }: Properties) {
  const { t } = useTranslation();
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [isConfirmed, setConfirmed] = useState(false);
  const check = useCommand('study.check');
  const [checked, setChecked] = useState<Awaited<ReturnType<typeof check.run>>>();
  const choose = (next: ChosenFile): void => {
    setFile(next);
    setChecked(undefined);
    void check.run({ definition: { name: next.name, base64: next.base64 } }).then(setChecked);
  };
  const report = checked?.ok === true ? checked.value : undefined;
  if (isConfirmed && file !== null) {
    return (
      <FirstPeople
        definition={{ name: file.name, base64: file.base64 }}
        onBack={() => setConfirmed(false)}
        onDone={onDone}
      />
    );
  }
  return (
    <Door title={t('session.fromFile')} intro={t('session.fromFileIntro')} width={820}>
      <div className={classes.panel}>
        <Stack gap="lg">
          <FileDrop
            label={t('session.dropDefinition')}
            kinds={t('session.definitionKinds')}
            file={file}
            onFile={choose}
          />
          <FailureNotice failure={check.failure} />
          {report !== undefined && report.issues.length > 0 && (
            <DefinitionIssues issues={report.issues} />
          )}
          {report !== undefined && report.definition !== null && (
            <DefinitionSummary definition={report.definition} />
          )}
          <Group justify="space-between">
            <Button variant="default" onClick={onBack}>
              {t('common.back')}
            </Button>
            <Button
              disabled={report === undefined || report.definition === null}
              loading={check.isBusy}
              onClick={() => setConfirmed(true)}
            >
              {t('session.useDefinition')}
            </Button>
          </Group>
        </Stack>
      </div>
    </Door>
  );
}
