import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './inspector.module.css';

interface Properties {
  readonly label: string;
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  onClose(): void;
}

/** One thing in full beside its table; the table stays usable. Escape closes. */
export function Inspector({ label, title, children, actions, onClose }: Properties) {
  const { t } = useTranslation();
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isElsewhere = document.querySelector('[aria-modal="true"]') !== null;
      if (event.key === 'Escape' && !isElsewhere) close.current();
    };
    // Captured, so that it runs before a dialog that the same key closes is gone.
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, []);
  return (
    <aside aria-label={label} className={classes.inspector}>
      <header className={classes.header}>
        <div className={classes.title}>{title}</div>
        <ActionIcon aria-label={t('common.close')} onClick={onClose}>
          <IconX size={18} />
        </ActionIcon>
      </header>
      <div className={classes.body} role="group" aria-label={label} tabIndex={0}>
        {children}
      </div>
      {actions !== undefined && <footer className={classes.actions}>{actions}</footer>}
    </aside>
  );
}

/** A part of an inspector under its own small heading. */
export function InspectorPart({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section className={classes.part}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
