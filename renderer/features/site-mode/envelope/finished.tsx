import { Button, Stack } from '@mantine/core';
import { IconCircleCheck, IconHome, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SubjectAtSite } from '../../../../shared/contracts/site-mode.ts';
import { useDownload } from '../../../components/use-download.ts';
import classes from '../site-mode.module.css';
import { HugeKits } from './huge-kits.tsx';

interface Properties {
  readonly subject: SubjectAtSite;
  onHome(): void;
  onCorrect(): void;
}

/** Done: what was given, the slip, and the way to the next subject. */
export function Finished({ subject, onHome, onCorrect }: Properties) {
  const { t } = useTranslation();
  const { download, isBusy } = useDownload();
  const { kits } = subject;
  return (
    <Stack gap={28}>
      <h1 className={classes.stepTitle} role="status">
        <IconCircleCheck size={34} color="var(--good)" aria-hidden />
        {t(kits.length === 0 ? 'siteMode.closedWithout' : 'siteMode.finished', {
          subject: subject.subject,
        })}
      </h1>
      {kits.length > 0 && (
        <HugeKits
          title={t('siteMode.wasGiven', { count: kits.length })}
          kits={kits}
          treatment={subject.treatment}
          state="dispensed"
        />
      )}
      <div className={classes.twoWays}>
        <Button
          size="xl"
          h={72}
          variant="default"
          loading={isBusy}
          leftSection={<IconPrinter size={26} stroke={1.7} aria-hidden />}
          onClick={() => void download('site.slip', { subject: subject.subject })}
        >
          {t('siteMode.slip')}
        </Button>
        <Button
          size="xl"
          h={72}
          leftSection={<IconHome size={26} stroke={1.7} aria-hidden />}
          onClick={onHome}
        >
          {t('siteMode.toStart')}
        </Button>
      </div>
      <div>
        <Button size="md" variant="subtle" onClick={onCorrect}>
          {t('siteMode.correct')}
        </Button>
      </div>
    </Stack>
  );
}
