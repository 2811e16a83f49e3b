import { createContext, useContext } from 'react';
import { groupsOf } from './format.ts';
import classes from './kit-number.module.css';

/** Characters per group, as the study's kit number format says. */
export const KitGroupingContext = createContext(0);

interface Properties {
  readonly number: string;
  readonly size?: 'row' | 'title' | 'huge';
}

/** A kit number in monospace groups. Copying it gives the number without gaps. */
export function KitNumber({ number, size = 'row' }: Properties) {
  const grouping = useContext(KitGroupingContext);
  return (
    <span className={`${classes.number} ${classes[size]}`}>
      {groupsOf(number, grouping).map((group, index) => (
        <span key={index} className={classes.group}>
          {group}
        </span>
      ))}
    </span>
  );
}
