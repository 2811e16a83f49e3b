import { Button, Stack } from '@mantine/core';
import { IconHandStop, IconPackage } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectAtSite } from '../../../../shared/contracts/site-mode.ts';
import questionClasses from '../question.module.css';
import classes from '../site-mode.module.css';
import { ConfirmKits } from './confirm-kits.tsx';
import { HugeKits } from './huge-kits.tsx';
import { UnusableKit } from './unusable-kit.tsx';

interface Properties {
  readonly subject: SubjectAtSite;
  onHome(): void;
}

/**
 * The kit that the envelope names: fetch it and confirm, or say why it cannot be given. While the number is typed it is
 * not shown, so that it is read from the kit.
 */
export function Revealed({ subject, onHome }: Properties) {
  const { t } = useTranslation();
  const [way, setWay] = useState<'look' | 'confirm' | 'unusable'>('look');
  const count = subject.kits.length;
  return (
    <Stack gap={28}>
      {way === 'look' && (
        <HugeKits
          title={t('siteMode.take', { count })}
          kits={subject.kits}
          treatment={subject.treatment}
          state="opened"
        />
      )}
      {way === 'look' && (
        <div className={classes.twoWays}>
          <Button
            size="xl"
            h={84}
            autoFocus
            leftSection={<IconPackage size={28} stroke={1.7} aria-hidden />}
            onClick={() => setWay('confirm')}
          >
            {t('siteMode.inHand', { count })}
          </Button>
          <Button
            size="xl"
            h={84}
            variant="default"
            className={questionClasses.refuse ?? ''}
            leftSection={<IconHandStop size={28} stroke={1.7} aria-hidden />}
            onClick={() => setWay('unusable')}
          >
            {t('siteMode.cannotGive', { count })}
          </Button>
        </div>
      )}
      {way === 'confirm' && <ConfirmKits subject={subject} onBack={() => setWay('look')} />}
      {way === 'unusable' && <UnusableKit subject={subject} onBack={() => setWay('look')} />}
      {way === 'look' && (
        <div>
          <Button size="md" variant="subtle" onClick={onHome}>
            {t('siteMode.later')}
          </Button>
        </div>
      )}
    </Stack>
  );
}
