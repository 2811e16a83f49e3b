import { Button, Menu, NumberInput, TagsInput } from '@mantine/core';
import { IconChevronDown, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../../components/panel.tsx';
import { useClient } from '../../../transport/client-context.ts';
import classes from './multicentre.module.css';
import { useMulticentre } from './multicentre-state.ts';
import { knownDesigns, questionOf, rateOf, scenarios } from './scenario.ts';
import type { ScenarioNumber } from './scenario.ts';

const wholes: readonly ScenarioNumber[] = ['n', 'centres', 'regions', 'activeFrom', 'activeTo'];

/** The trial to recruit, the designs to compare on it, and how often. */
export function ScenarioForm() {
  const { t } = useTranslation();
  const client = useClient();
  const { scenario, set, run, job } = useMulticentre();
  const rate = rateOf(scenario);
  const number = (name: ScenarioNumber, isWhole = true) => (
    <NumberInput
      key={name}
      size="xs"
      label={t(`lab.scenario.${name}`)}
      min={0}
      allowDecimal={!isWhole}
      allowNegative={false}
      thousandSeparator={name === 'seed' ? '' : ','}
      value={scenario[name]}
      onChange={(value) => set({ [name]: value })}
    />
  );
  return (
    <Panel
      title={t('lab.scenario.title')}
      actions={
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              variant="default"
              size="xs"
              rightSection={<IconChevronDown size={14} aria-hidden />}
            >
              {t('lab.scenario.published')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {Object.entries(scenarios).map(([name, preset]) => (
              <Menu.Item key={name} onClick={() => set(preset)}>
                {t(`lab.scenario.preset.${name}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      }
    >
      <form
        noValidate
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          void run(client);
        }}
      >
        {wholes.map((name) => number(name))}
        {number('alpha', false)}
        {number('beta', false)}
        <p className={classes.rate} role="status">
          {rate === undefined
            ? t('lab.scenario.noRate')
            : t('lab.scenario.rate', {
                mean: rate.mean.toFixed(2),
                spread: Math.round(100 * rate.spread),
              })}
        </p>
        <TagsInput
          className={classes.wide}
          size="xs"
          label={t('lab.scenario.designs')}
          description={t('lab.scenario.designsNote')}
          data={[...knownDesigns]}
          value={[...scenario.designs]}
          splitChars={[';', ' ']}
          clearable
          clearButtonProps={{ 'aria-label': t('lab.scenario.clearDesigns') }}
          onChange={(designs) => set({ designs })}
        />
        {number('replicates')}
        {number('seed')}
        <Button
          type="submit"
          className={classes.run}
          loading={job !== null}
          disabled={questionOf(scenario) === undefined}
          leftSection={<IconPlayerPlay size={16} />}
        >
          {t('lab.scenario.run')}
        </Button>
      </form>
    </Panel>
  );
}
