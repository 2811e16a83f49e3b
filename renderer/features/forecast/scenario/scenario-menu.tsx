import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../components/announce.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { saveText } from '../../../components/save-file.ts';
import { useCommand } from '../../../state/use-command.ts';
import { useMay } from '../../../state/session.ts';
import { useQuery } from '../../../state/use-query.ts';
import { asJson, useForecast } from '../forecast-state.ts';
import { TextDialog } from './text-dialog.tsx';
import { useSources } from './use-sources.ts';
import { freeName } from './vary/changes.ts';
import { VaryDialog } from './vary/vary-dialog.tsx';

/** What can be done with whole scenarios: opened, written as text, varied under another name, kept. */
export function ScenarioMenu() {
  const { t } = useTranslation();
  const mayKeep = useMay('forecast.saveScenario');
  const { scenario, opened, aside, vary } = useForecast();
  const sources = useSources();
  const keep = useCommand('forecast.saveScenario');
  const kept = useQuery('forecast.scenarios', {}, { isEnabled: mayKeep }).data?.scenarios ?? [];
  const [isText, setText] = useState(false);
  const [isVarying, setVarying] = useState(false);
  const taken = [scenario, opened, ...aside, ...kept].flatMap((one) => one?.name ?? []);
  const keepIt = async (): Promise<void> => {
    if (scenario === null) return;
    const outcome = await keep.run({ scenario: asJson(scenario) });
    if (outcome.ok) announce({ message: t('forecast.keptAs', { name: outcome.value.name }) });
  };
  return (
    <>
      <FailureNotice failure={keep.failure ?? sources.failure} />
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={14} />}>
            {t('forecast.open')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {mayKeep && (
            <Menu.Item onClick={() => void sources.fromStudy()}>
              {t('forecast.fromStudy')}
            </Menu.Item>
          )}
          <Menu.Item onClick={() => void sources.fromExample()}>
            {t('forecast.fromExample')}
          </Menu.Item>
          <Menu.Item onClick={() => setText(true)}>{t('forecast.fromText')}</Menu.Item>
          {kept.length > 0 && <Menu.Label>{t('forecast.keptScenarios')}</Menu.Label>}
          {kept.map(({ name }) => (
            <Menu.Item key={name} onClick={() => void sources.fromKept(name)}>
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {scenario !== null && (
        <>
          <Button
            variant="default"
            onClick={() => vary({ ...scenario, name: freeName(scenario.name, taken) })}
          >
            {t('forecast.duplicate')}
          </Button>
          <Button variant="default" onClick={() => setVarying(true)}>
            {t('forecast.varyIt')}
          </Button>
          <Button
            variant="default"
            onClick={() =>
              saveText(
                `${scenario.name}.json`,
                JSON.stringify(scenario, null, 2),
                'application/json',
              )
            }
          >
            {t('forecast.asFile')}
          </Button>
          {mayKeep && (
            <Button variant="default" loading={keep.isBusy} onClick={() => void keepIt()}>
              {t('forecast.keepScenario')}
            </Button>
          )}
        </>
      )}
      {isVarying && scenario !== null && (
        <VaryDialog scenario={scenario} taken={taken} onClose={() => setVarying(false)} />
      )}
      {isText && <TextDialog scenario={scenario} onClose={() => setText(false)} />}
    </>
  );
}
