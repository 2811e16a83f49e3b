import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

interface Properties {
  readonly icon: Icon;
  readonly title: string;
  /** What to do now. */
  readonly next: ReactNode;
  readonly action?: ReactNode;
}

/** Where nothing is yet: says why, and what to do. */
export function EmptyState({ icon: EmptyIcon, title, next, action }: Properties) {
  return (
    <div className={classes.empty}>
      <EmptyIcon size={32} stroke={1.3} aria-hidden />
      <p className={classes.title}>{title}</p>
      <p className={classes.next}>{next}</p>
      {action}
    </div>
  );
}
