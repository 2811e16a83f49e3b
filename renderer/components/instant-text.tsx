import { Tooltip } from '@mantine/core';
import { dayText, shownInstant } from './format.ts';
import classes from './instant-text.module.css';

interface InstantProperties {
  readonly at: string;
  readonly offsetMinutes?: number;
}

/** A moment in local time with its UTC offset; UTC in the tooltip. */
export function InstantText({ at, offsetMinutes }: InstantProperties) {
  const shown = shownInstant(at, offsetMinutes);
  return (
    <Tooltip label={shown.utc}>
      <time dateTime={at} className={classes.instant}>
        {shown.local} <span className={classes.offset}>{shown.offset}</span>
      </time>
    </Tooltip>
  );
}

/** A calendar day: what decides something is always shown as the last day it can be done. */
export function DayText({ date }: { readonly date: string | null }) {
  if (date === null) return <span className={classes.none}>–</span>;
  return (
    <time dateTime={date} className={classes.instant}>
      {dayText(date)}
    </time>
  );
}
