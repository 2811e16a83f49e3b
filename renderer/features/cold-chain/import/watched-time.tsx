import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WatchedInput } from '../../../../shared/contracts/cold-chain-parts.ts';
import { InstantText } from '../../../components/instant-text.tsx';
import classes from '../cold-chain.module.css';
import { instantOf } from '../words.ts';
import type { WaitingFile } from './waiting-files.ts';

interface Properties {
  readonly file: WaitingFile;
  onWatched(watched: WatchedInput): void;
}

/** `2026-11-12T06:45`, as a field for date and time holds it; by this computer's clock, like the chart below. */
function fieldText(second: number | undefined): string {
  if (second === undefined) return '';
  const ahead = -60 * new Date(second * 1000).getTimezoneOffset();
  return instantOf(second + ahead).slice(0, 16);
}

function secondOf(text: string): number | undefined {
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : moment / 1000;
}

/** Refusals that another time settles: the file has none of its own, or too many kits were there. */
const timeRules: readonly string[] = ['time-watched-unknown', 'no-time-watched', 'too-many-kits'];
const asksForTime = ({ failure }: WaitingFile): boolean =>
  failure?.kind === 'refused' && timeRules.includes(failure.refusal.rule);

/** From when until when the logger watched, where that differs from what the shipment or the file says. */
export function WatchedTime({ file, onWatched }: Properties) {
  const { t } = useTranslation();
  const { watched, preview, state } = file;
  const isGiven = watched.from !== undefined || watched.to !== undefined;
  const [isOpen, setOpen] = useState(isGiven);
  const [from, setFrom] = useState(fieldText(watched.from));
  const [to, setTo] = useState(fieldText(watched.to));
  const judged = preview?.assessment ?? null;
  if (!isOpen && !asksForTime(file)) {
    return (
      <p style={{ margin: 0, display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' }}>
        {judged !== null && (
          <span style={{ fontSize: 13 }}>
            {t('temperature.watch.judged')} <InstantText at={instantOf(judged.from)} /> –{' '}
            <InstantText at={instantOf(judged.to)} />
          </span>
        )}
        <Button size="compact-xs" variant="subtle" onClick={() => setOpen(true)}>
          {t('temperature.watch.otherTime')}
        </Button>
      </p>
    );
  }
  const given = { from: secondOf(from), to: secondOf(to) };
  const { from: _from, to: _to, ...what } = watched;
  const field = (name: 'from' | 'to', value: string, set: (text: string) => void) => (
    <TextInput
      type="datetime-local"
      label={t(`temperature.watch.${name}`)}
      description={t(`temperature.watch.${name}Default`, {
        context: watched.shipment === undefined ? 'place' : 'shipment',
      })}
      value={value}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault();
        onWatched({
          ...what,
          ...(given.from === undefined ? {} : { from: given.from }),
          ...(given.to === undefined ? {} : { to: given.to }),
        });
      }}
    >
      {field('from', from, setFrom)}
      {field('to', to, setTo)}
      <Button type="submit" variant="default" loading={state === 'reading'}>
        {t('temperature.watch.judgeTime')}
      </Button>
    </form>
  );
}
