import { NativeSelect, NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../../components/announce.ts';
import { FormDialog } from '../../../../components/form-dialog.tsx';
import { useCommand } from '../../../../state/use-command.ts';
import { asJson, useForecast } from '../../forecast-state.ts';
import type { Scenario } from '../../forecast-state.ts';
import classes from '../../forecast.module.css';
import { changeKinds, changeOf, firstNumbers, freeName, numbersOf } from './changes.ts';
import type { ChangeKind } from './changes.ts';

interface Properties {
  readonly scenario: Scenario;
  /** Names that the new scenario may not have. */
  readonly taken: readonly string[];
  onClose(): void;
}

/** The scenario once more with one change; the former one stays at hand to compare with. */
export function VaryDialog({ scenario, taken, onClose }: Properties) {
  const { t } = useTranslation();
  const { vary } = useForecast();
  const change = useCommand('forecast.vary');
  const [kind, setKind] = useState<ChangeKind>('sites');
  const [numbers, setNumbers] = useState(() => firstNumbers(scenario));
  const [typedName, setName] = useState<string>();
  const proposed = t(`forecast.vary.name.${kind}`, { name: scenario.name, ...numbers });
  const name = typedName ?? freeName(proposed.slice(0, 118), taken);
  const submit = async (): Promise<void> => {
    const input = { scenario: asJson(scenario), change: changeOf(kind, numbers), name };
    const outcome = await change.run(input);
    if (!outcome.ok) return;
    vary(outcome.value.scenario as unknown as Scenario);
    announce({ message: t('forecast.vary.done', { name, former: scenario.name }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('forecast.vary.title')}
      intro={t('forecast.vary.intro', { name: scenario.name })}
      submit={t('forecast.vary.go')}
      size={640}
      isBusy={change.isBusy}
      failure={change.failure}
      canSubmit={name.trim() !== ''}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label={t('forecast.vary.what')}
        value={kind}
        data={changeKinds.map((value) => ({ value, label: t(`forecast.vary.kind.${value}`) }))}
        onChange={(next) => setKind(changeKinds.find((known) => known === next) ?? 'sites')}
      />
      <div className={classes.asking}>
        {numbersOf[kind].map((member) => (
          <NumberInput
            key={member}
            label={t(`forecast.vary.number.${member}`)}
            w={184}
            allowDecimal={false}
            value={numbers[member]}
            onChange={(value) =>
              typeof value === 'number' && setNumbers({ ...numbers, [member]: value })
            }
          />
        ))}
        {kind === 'sites' && (
          <NativeSelect
            label={t('forecast.vary.like')}
            w={184}
            data={scenario.sites.map(({ id }) => id)}
            value={numbers.like}
            onChange={(event) => setNumbers({ ...numbers, like: event.currentTarget.value })}
          />
        )}
      </div>
      <TextInput
        label={t('forecast.vary.newName')}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
