import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReadingChoicesInput } from '../../../../shared/contracts/cold-chain-parts.ts';
import classes from '../cold-chain.module.css';
import type { WaitingFile } from './waiting-files.ts';

interface Properties {
  readonly file: WaitingFile;
  onChoices(choices: ReadingChoicesInput): void;
}

const ruleOf = ({ failure }: WaitingFile): string =>
  failure?.kind === 'refused' ? failure.refusal.rule : '';

/** What the file leaves open is asked; what it says need not be, but can be corrected. */
function questionsOf(file: WaitingFile): readonly string[] {
  const rule = ruleOf(file);
  const { choices, preview } = file;
  return [
    ...(rule.startsWith('date-order') || choices.dateOrder !== undefined ? ['dateOrder'] : []),
    ...(rule === 'columns-not-found' || choices.column !== undefined ? ['column'] : []),
    ...(rule.includes('sheet') || choices.sheet !== undefined ? ['sheet'] : []),
    ...(rule.includes('logger') || choices.device !== undefined ? ['device'] : []),
    ...(preview?.inspected.zone === null || choices.zone !== undefined || rule.startsWith('zone')
      ? ['zone']
      : []),
  ];
}

const all = ['sheet', 'dateOrder', 'zone', 'column', 'unit', 'device'];

const given = (choices: ReadingChoicesInput): ReadingChoicesInput =>
  Object.fromEntries(
    Object.entries(choices).filter(([, value]) => value !== undefined && value !== ''),
  );

/** Day or month first, zone, column, unit: asked where the file does not say, never guessed. */
export function ReadingQuestions({ file, onChoices }: Properties) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [choices, setChoices] = useState<ReadingChoicesInput>(file.choices);
  const asked = isOpen ? all : questionsOf(file);
  if (file.state === 'reading' && file.preview === null && asked.length === 0) return null;
  if (asked.length === 0) {
    return (
      <div>
        <Button size="compact-xs" variant="subtle" onClick={() => setOpen(true)}>
          {t('temperature.ask.correct')}
        </Button>
      </div>
    );
  }
  const text = (name: 'sheet' | 'zone' | 'column' | 'device') => (
    <TextInput
      key={name}
      label={t(`temperature.ask.${name}`)}
      placeholder={t(`temperature.ask.${name}Example`)}
      value={choices[name] ?? ''}
      onChange={(event) => setChoices({ ...choices, [name]: event.currentTarget.value })}
    />
  );
  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault();
        onChoices(given(choices));
      }}
    >
      {asked.includes('sheet') && text('sheet')}
      {asked.includes('dateOrder') && (
        <Select
          label={t('temperature.ask.dateOrder')}
          placeholder={t('temperature.ask.choose')}
          clearable
          data={(['day-first', 'month-first'] as const).map((value) => ({
            value,
            label: t(`temperature.ask.order.${value}`),
          }))}
          value={choices.dateOrder ?? null}
          onChange={(value) =>
            setChoices({ ...choices, dateOrder: (value ?? undefined) as 'day-first' | undefined })
          }
        />
      )}
      {asked.includes('zone') && text('zone')}
      {asked.includes('column') && text('column')}
      {asked.includes('unit') && (
        <Select
          label={t('temperature.ask.unit')}
          placeholder={t('temperature.ask.asFile')}
          clearable
          data={(['C', 'F', 'K'] as const).map((value) => ({
            value,
            label: t(`temperature.ask.units.${value}`),
          }))}
          value={choices.unit ?? null}
          onChange={(value) =>
            setChoices({ ...choices, unit: (value ?? undefined) as 'C' | undefined })
          }
        />
      )}
      {asked.includes('device') && text('device')}
      <Button type="submit" variant="default" loading={file.state === 'reading'}>
        {t('temperature.ask.readAgain')}
      </Button>
    </form>
  );
}
