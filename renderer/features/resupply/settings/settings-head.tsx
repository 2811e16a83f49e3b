import { Button } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { InstantText } from '../../../components/instant-text.tsx';
import classes from '../resupply.module.css';
import type { SettingsDraft } from './draft.ts';
import { SignSettingsDialog } from './sign-settings-dialog.tsx';
import { countOverrides } from './target.ts';

interface Properties {
  readonly draft: SettingsDraft;
  readonly mayChange: boolean;
}

/** What is in force, whether a draft differs from it, and the way to sign it. */
export function SettingsHead({ draft, mayChange }: Properties) {
  const { t } = useTranslation();
  const [isSigning, setSigning] = useState(false);
  const { inForce, isChanged, isBehind, settings, drop } = draft;
  const canSign = mayChange && (isChanged || inForce === null);
  return (
    <section className={classes.head} aria-label={t('resupply.settings.state')}>
      <div className={classes.headMain}>
        <div>
          <h2>
            {t(
              isChanged
                ? 'resupply.settings.isDraft'
                : inForce === null
                  ? 'resupply.settings.isFirst'
                  : 'resupply.settings.isInForce',
            )}
          </h2>
          <p>
            {inForce === null ? (
              t('resupply.settings.noneInForce')
            ) : (
              <>
                {t('resupply.settings.signedBy', { by: inForce.by })}{' '}
                <InstantText at={inForce.at} />
              </>
            )}{' '}
            · {t('resupply.settings.overrides', { count: countOverrides(settings) })}
          </p>
          {isBehind && <p className={classes.short}>{t('resupply.settings.behind')}</p>}
        </div>
        <div className={classes.headActions}>
          {isChanged && mayChange && (
            <Button variant="subtle" color="gray" onClick={drop}>
              {t('resupply.settings.dropDraft')}
            </Button>
          )}
          {mayChange && (
            <Button
              disabled={!canSign}
              leftSection={<IconSignature size={16} stroke={1.8} />}
              onClick={() => setSigning(true)}
            >
              {t('resupply.settings.sign')}
            </Button>
          )}
        </div>
      </div>
      {isSigning && <SignSettingsDialog draft={draft} onClose={() => setSigning(false)} />}
    </section>
  );
}
