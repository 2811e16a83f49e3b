import { Button } from '@mantine/core';
import { IconCertificate, IconEye, IconPackageExport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListCard } from '../../../shared/contracts/randomization.ts';
import { Panel } from '../../components/panel.tsx';
import { useDownload } from '../../components/use-download.ts';
import { useMay } from '../../state/session.ts';
import { TakeOutDialog } from '../custody/take-out-dialog.tsx';
import { BalancePanel } from './balance-panel.tsx';
import { ListFacts } from './list-facts.tsx';
import { ListLife } from './list-life.tsx';
import classes from './randomization.module.css';
import { RevealSlots } from './reveal-slots.tsx';
import { StrataTable } from './strata-table.tsx';

/** One list: where it is in its life, its certificate, its strata, and (for those who may) its slots. */
export function ListDetail({ list }: { readonly list: ListCard }) {
  const { t } = useTranslation();
  const { download, isBusy } = useDownload();
  const mayReveal = useMay('randomization.reveal');
  const maySeeBalance = useMay('randomization.balance');
  const mayExport = useMay('custody.exportList');
  const mayReplicate = useMay('randomization.replicationKit') && list.live !== true;
  const [taking, setTaking] = useState<'list' | 'seed'>();
  return (
    <div className={classes.detail}>
      <Panel
        title={t('randomization.list', { list: list.list })}
        actions={
          <>
            {mayReplicate && (
              <Button
                variant="default"
                leftSection={<IconPackageExport size={16} stroke={1.7} />}
                onClick={() => setTaking('seed')}
              >
                {t('randomization.kit.button')}
              </Button>
            )}
            {mayExport && (
              <Button
                variant="default"
                leftSection={<IconEye size={16} stroke={1.7} />}
                onClick={() => setTaking('list')}
              >
                {t('randomization.exportArms')}
              </Button>
            )}
            <Button
              variant="default"
              loading={isBusy}
              leftSection={<IconCertificate size={16} stroke={1.7} />}
              onClick={() => void download('randomization.certificate', { list: list.list })}
            >
              {t('randomization.certificate')}
            </Button>
          </>
        }
      >
        <ListLife key={list.list} list={list} />
        <ListFacts list={list} />
      </Panel>
      {list.live !== true && (
        <Panel title={t('randomization.strataUse')} note={t('randomization.strataNote')} isFlush>
          <StrataTable key={list.list} list={list.list} />
        </Panel>
      )}
      {maySeeBalance && <BalancePanel key={`balance ${list.list}`} list={list.list} />}
      {mayReveal && <RevealSlots key={`reveal ${list.list}`} list={list.list} />}
      {taking !== undefined && (
        <TakeOutDialog
          what={{ part: taking, list: list.list }}
          onClose={() => setTaking(undefined)}
        />
      )}
    </div>
  );
}
