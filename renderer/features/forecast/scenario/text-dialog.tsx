import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileDrop } from '../../../components/file-drop.tsx';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { bytesOf } from '../../../components/save-file.ts';
import type { Scenario } from '../forecast-state.ts';
import classes from '../forecast.module.css';
import { useSources } from './use-sources.ts';

interface Properties {
  readonly scenario: Scenario | null;
  onClose(): void;
}

/** The whole scenario as JSON, typed or from a file; what is wrong is said with its place. */
export function TextDialog({ scenario, onClose }: Properties) {
  const { t } = useTranslation();
  const { fromText, failure } = useSources();
  const [text, setText] = useState(() =>
    scenario === null ? '' : JSON.stringify(scenario, null, 2),
  );
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [isBusy, setBusy] = useState(false);
  const submit = async (): Promise<void> => {
    setBusy(true);
    const found = await fromText(text);
    setBusy(false);
    setProblems(found);
    if (found.length === 0) onClose();
  };
  return (
    <FormDialog
      title={t('forecast.text.title')}
      intro={t('forecast.text.intro')}
      submit={t('forecast.text.take')}
      size={860}
      isBusy={isBusy}
      failure={failure}
      canSubmit={text.trim() !== ''}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <FileDrop
        label={t('forecast.text.file')}
        kinds="JSON"
        file={null}
        onFile={({ base64 }) => {
          setText(new TextDecoder().decode(bytesOf(base64)));
          setProblems([]);
        }}
      />
      <Textarea
        label={t('forecast.text.json')}
        classNames={{ input: 'mono' }}
        rows={18}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {problems.length > 0 && (
        <ul role="alert" className={`${classes.notes} ${classes.problems}`}>
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
    </FormDialog>
  );
}
