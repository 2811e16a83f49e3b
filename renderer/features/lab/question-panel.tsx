import { Button, NumberInput, TextInput } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../components/panel.tsx';
import { useClient } from '../../transport/client-context.ts';
import { useLab } from './lab-state.ts';
import classes from './lab.module.css';
import { most, useQuestion, useStudyRatio, weightsOf } from './use-question.ts';

/** What is asked of every candidate alike: arms, subjects, and how to simulate where that is needed. */
export function QuestionPanel() {
  const { t } = useTranslation();
  const client = useClient();
  const studyRatio = useStudyRatio() ?? '1:1';
  const { setting, set, assess, job } = useLab();
  const question = useQuestion();
  const isRatio = setting.ratio === '' || weightsOf(setting.ratio) !== undefined;
  const number = (name: 'n' | 'replicates' | 'seed', least: number) => ({
    label: t(`lab.setting.${name}`),
    value: setting[name],
    min: least,
    max: most[name],
    allowDecimal: false,
    thousandSeparator: name === 'seed' ? '' : ',',
    onChange: (value: number | string) => set({ [name]: value }),
  });
  return (
    <Panel title={t('lab.question')}>
      <form
        noValidate
        className={classes.question}
        onSubmit={(event) => {
          event.preventDefault();
          if (question !== undefined) void assess(client, question);
        }}
      >
        <TextInput
          label={t('lab.setting.ratio')}
          placeholder={studyRatio}
          value={setting.ratio}
          error={isRatio ? undefined : t('lab.setting.noRatio')}
          onChange={(event) => set({ ratio: event.currentTarget.value })}
        />
        <NumberInput {...number('n', 1)} />
        <NumberInput {...number('replicates', 100)} />
        <NumberInput {...number('seed', 0)} />
        <p className={classes.questionNote}>{t('lab.setting.note')}</p>
        <Button
          type="submit"
          fullWidth
          className={classes.wide}
          loading={job !== null}
          disabled={question === undefined}
          leftSection={<IconPlayerPlay size={16} />}
        >
          {t('lab.assess')}
        </Button>
      </form>
    </Panel>
  );
}
