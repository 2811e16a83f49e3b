import { Button, Checkbox, Group, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveText } from '../../components/save-file.ts';
import { Door } from './door.tsx';
import classes from './door.module.css';

interface Properties {
  readonly shares: readonly string[];
  onDone(): void;
}

/** The recovery shares, shown this once. Each belongs to another person. */
export function RecoveryShares({ shares, onDone }: Properties) {
  const { t } = useTranslation();
  const [isKept, setKept] = useState(false);
  return (
    <Door title={t('session.shares')} intro={t('session.sharesIntro')} width={680}>
      <div className={classes.panel}>
        <ol className={classes.shares}>
          {shares.map((share) => (
            <li key={share}>{share}</li>
          ))}
        </ol>
        <Stack gap="md">
          <Button
            variant="default"
            leftSection={<IconDownload size={16} />}
            onClick={() =>
              shares.forEach((share, index) =>
                saveText(`cachet-recovery-share-${index + 1}.txt`, `${share}\n`),
              )
            }
          >
            {t('session.saveShares')}
          </Button>
          <Checkbox
            checked={isKept}
            onChange={(event) => setKept(event.currentTarget.checked)}
            label={t('session.sharesKept')}
          />
          <Group justify="flex-end">
            <Button disabled={!isKept} onClick={onDone}>
              {t('session.toSignIn')}
            </Button>
          </Group>
        </Stack>
      </div>
    </Door>
  );
}
