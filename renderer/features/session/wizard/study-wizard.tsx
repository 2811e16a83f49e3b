import { Anchor, Stepper } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { saveText, textAsFile } from '../../../components/save-file.ts';
import { useCommand } from '../../../state/use-command.ts';
import { useViewState } from '../../../state/view-state.ts';
import { DefinitionIssues } from '../definition-issues.tsx';
import type { DefinitionProblem } from '../definition-issues.tsx';
import { Door } from '../door.tsx';
import doorClasses from '../door.module.css';
import { FirstPeople } from '../first-people.tsx';
import { wizardDefinition } from './wizard-definition.ts';
import { WizardFooter } from './wizard-footer.tsx';
import { firstOfEachPlace, stepOf, wizardSteps } from './wizard-steps.ts';
import { firstWizardValues } from './wizard-values.ts';
import type { WizardValues } from './wizard-values.ts';
import classes from './wizard.module.css';

const draftName = 'study-wizard';
const last = wizardSteps.length - 1;

interface Properties {
  onDone(): void;
  onBack(): void;
}

/** A new study step by step. It makes the same definition that a file would hold, checked by the same rules. */
export function StudyWizard({ onDone, onBack }: Properties) {
  const { t } = useTranslation();
  const keepDraft = useViewState((state) => state.keepDraft);
  const [values, setValues] = useState(
    () =>
      (useViewState.getState().drafts[draftName] as WizardValues | undefined) ?? firstWizardValues,
  );
  const [active, setActive] = useState(0);
  const [isChecked, setChecked] = useState(false);
  const [issues, setIssues] = useState<readonly DefinitionProblem[]>([]);
  const check = useCommand('study.check');
  const text = JSON.stringify(wizardDefinition(values), null, 2);
  const name = values.protocol['number'] === '' ? 'study' : values.protocol['number'];
  const definition = textAsFile(`${name}.json`, text);
  const { Step } = wizardSteps[active] ?? wizardSteps[0];
  const change = (part: Partial<WizardValues>): void => {
    const next = { ...values, ...part };
    setIssues([]);
    setValues(next);
    keepDraft(draftName, next);
  };
  const open = (step: number): void => {
    setIssues([]);
    setActive(step);
  };
  const next = async (): Promise<void> => {
    const outcome = await check.run({ definition });
    if (!outcome.ok) return;
    if (active === last && outcome.value.definition !== null) return setChecked(true);
    const found = firstOfEachPlace(outcome.value.issues);
    const ofThisStep = found.filter((issue) => active === last || stepOf(issue) === active);
    if (ofThisStep.length > 0) setIssues(ofThisStep);
    else open(active + 1);
  };
  if (isChecked) {
    return <FirstPeople definition={definition} onBack={() => setChecked(false)} onDone={onDone} />;
  }
  return (
    <Door title={t('wizard.heading')} intro={t('wizard.intro')} width={1040}>
      <div className={doorClasses.panel}>
        <Stepper active={active} onStepClick={open} size="xs" iconSize={24} mb="xl">
          {wizardSteps.map(({ key }) => (
            <Stepper.Step key={key} label={t(`wizard.step.${key}`)} />
          ))}
        </Stepper>
        <div className={classes.step}>
          <Step values={values} onChange={change} />
          <FailureNotice failure={check.failure} />
          {issues.length > 0 && (
            <DefinitionIssues
              issues={issues}
              placeOf={(issue) => (
                <Anchor component="button" type="button" onClick={() => open(stepOf(issue))}>
                  {t(`wizard.step.${wizardSteps[stepOf(issue)]?.key ?? 'rules'}`)}
                </Anchor>
              )}
            />
          )}
        </div>
        <WizardFooter
          isLast={active === last}
          isBusy={check.isBusy}
          onBack={() => (active === 0 ? onBack() : open(active - 1))}
          onSave={() => saveText(definition.name, text, 'application/json')}
          onNext={() => void next()}
        />
      </div>
    </Door>
  );
}
