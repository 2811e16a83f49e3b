import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './panel.module.css';

interface Properties {
  readonly title?: ReactNode;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  /** Content reaches the edges, as tables do. */
  readonly isFlush?: boolean;
  readonly fills?: boolean;
  readonly children: ReactNode;
}

/** A titled part of a page. */
export function Panel({
  title,
  note,
  actions,
  isFlush = false,
  fills = false,
  children,
}: Properties) {
  return (
    <section className={`${classes.panel} ${fills ? classes.fills : ''}`}>
      {title !== undefined && (
        <header className={classes.header}>
          <div>
            <Title order={2} className={classes.title}>
              {title}
            </Title>
            {note !== undefined && <p className={classes.note}>{note}</p>}
          </div>
          {actions !== undefined && <div className={classes.actions}>{actions}</div>}
        </header>
      )}
      <div className={isFlush ? classes.flush : classes.body}>{children}</div>
    </section>
  );
}
