import { Button, Group, Stepper } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { saveText, textAsFile } from '../../../components/save-file.ts';
import { useCommand } from '../../../state/use-command.ts';
import { useViewState } from '../../../state/view-state.ts';
import { DefinitionIssues } from '../definition-issues.tsx';
import { Door } from '../door.tsx';
import doorClasses from '../door.module.css';
import { FirstPeople } from '../first-people.tsx';
import { ArmsStep } from './arms-step.tsx';
import { FactorsStep } from './factors-step.tsx';
import { PlacesStep } from './places-step.tsx';
import { ProtocolStep } from './protocol-step.tsx';
import { RulesStep } from './rules-step.tsx';
import { VisitsStep } from './visits-step.tsx';
import { wizardDefinition } from './wizard-definition.ts';
import { firstWizardValues } from './wizard-values.ts';
import type { WizardValues } from './wizard-values.ts';
import classes from './wizard.module.css';

const steps = [
  { key: 'protocol', Step: ProtocolStep },
  { key: 'arms', Step: ArmsStep },
  { key: 'visits', Step: VisitsStep },
  { key: 'factors', Step: FactorsStep },
  { key: 'places', Step: PlacesStep },
  { key: 'rules', Step: RulesStep },
] as const;

const draftName = 'study-wizard';

interface Properties {
  onDone(): void;
  onBack(): void;
}

/** A new study step by step. It makes the same definition that a file would hold. */
export function StudyWizard({ onDone, onBack }: Properties) {
  const { t } = useTranslation();
  const keepDraft = useViewState((state) => state.keepDraft);
  const [values, setValues] = useState(
    () =>
      (useViewState.getState().drafts[draftName] as WizardValues | undefined) ?? firstWizardValues,
  );
  const [active, setActive] = useState(0);
  const [isChecked, setChecked] = useState(false);
  const check = useCommand('study.check');
  const [report, setReport] = useState<Awaited<ReturnType<typeof check.run>>>();
  const text = JSON.stringify(wizardDefinition(values), null, 2);
  const definition = textAsFile(
    `${values.protocol['number'] === '' ? 'study' : values.protocol['number']}.json`,
    text,
  );
  const { Step } = steps[active] ?? steps[0];
  const isLast = active === steps.length - 1;
  const change = (part: Partial<WizardValues>): void => {
    const next = { ...values, ...part };
    setReport(undefined);
    setValues(next);
    keepDraft(draftName, next);
  };
  const next = async (): Promise<void> => {
    if (!isLast) return setActive(active + 1);
    const outcome = await check.run({ definition });
    setReport(outcome);
    if (outcome.ok && outcome.value.definition !== null) setChecked(true);
  };
  if (isChecked)
    return <FirstPeople definition={definition} onBack={() => setChecked(false)} onDone={onDone} />;
  return (
    <Door title={t('wizard.heading')} intro={t('wizard.intro')} width={1040}>
      <div className={doorClasses.panel}>
        <Stepper active={active} onStepClick={setActive} size="xs" iconSize={24} mb="xl">
          {steps.map(({ key }) => (
            <Stepper.Step key={key} label={t(`wizard.step.${key}`)} />
          ))}
        </Stepper>
        <div className={classes.step}>
          <Step values={values} onChange={change} />
          <FailureNotice failure={check.failure} />
          {report?.ok === true && report.value.issues.length > 0 && (
            <DefinitionIssues issues={report.value.issues} />
          )}
        </div>
        <Group justify="space-between" mt="xl">
          <Button
            variant="default"
            onClick={() => (active === 0 ? onBack() : setActive(active - 1))}
          >
            {t('common.back')}
          </Button>
          <Group gap="sm">
            {isLast && (
              <Button
                variant="default"
                onClick={() => saveText(definition.name, text, 'application/json')}
              >
                {t('wizard.save')}
              </Button>
            )}
            <Button loading={check.isBusy} onClick={() => void next()}>
              {t(isLast ? 'wizard.checkAll' : 'common.next')}
            </Button>
          </Group>
        </Group>
      </div>
    </Door>
  );
}
