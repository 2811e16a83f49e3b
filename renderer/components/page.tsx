import { ActionIcon, Title, Tooltip } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { go } from '../state/route.ts';
import classes from './page.module.css';

interface Properties {
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  /** The help page about this screen. */
  readonly help?: string;
  /** The content takes the rest of the window and scrolls within itself. */
  readonly fills?: boolean;
  readonly children: ReactNode;
}

/** The frame of every screen: title, what can be done, and the way to its help page. */
export function Page({ title, subtitle, actions, help, fills = false, children }: Properties) {
  const { t } = useTranslation();
  return (
    <div className={`${classes.page} ${fills ? classes.fills : ''}`}>
      <header className={classes.header}>
        <div className={classes.words}>
          <div className={classes.titleRow}>
            <Title order={1}>{title}</Title>
            {help !== undefined && (
              <Tooltip label={t('common.helpForScreen')}>
                <ActionIcon
                  size="sm"
                  aria-label={t('common.helpForScreen')}
                  onClick={() => go('help', help)}
                >
                  <IconHelpCircle size={17} stroke={1.7} />
                </ActionIcon>
              </Tooltip>
            )}
          </div>
          {subtitle !== undefined && <div className={classes.subtitle}>{subtitle}</div>}
        </div>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </header>
      <div className={classes.content}>{children}</div>
    </div>
  );
}
