import { Button } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../components/panel.tsx';
import { BalanceTable } from './balance-table.tsx';

/** How many subjects each arm has. It tells arms, so it is shown on request only. */
export function BalancePanel({ list }: { readonly list: string }) {
  const { t } = useTranslation();
  const [isShown, setShown] = useState(false);
  return (
    <Panel
      title={t('randomization.balance.title')}
      note={t('randomization.balance.note')}
      isFlush={isShown}
      actions={
        isShown && (
          <Button
            variant="default"
            leftSection={<IconEyeOff size={16} />}
            onClick={() => setShown(false)}
          >
            {t('randomization.hide')}
          </Button>
        )
      }
    >
      {isShown ? (
        <BalanceTable list={list} />
      ) : (
        <Button color="grape.9" leftSection={<IconEye size={16} />} onClick={() => setShown(true)}>
          {t('randomization.balance.show')}
        </Button>
      )}
    </Panel>
  );
}
