import { Button, Modal } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../components/announce.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { saveFile } from '../../components/save-file.ts';
import type { FileOutput } from '../../../shared/contracts/common.ts';
import { useCommand } from '../../state/use-command.ts';
import type { Outcome } from '../../transport/client.ts';
import { CustodyGate } from './custody-gate.tsx';

type Taken =
  | { readonly part: 'kit-map'; readonly file?: 'drug-accounts' }
  | { readonly part: 'list' | 'seed'; readonly list: string };

/** Takes a list, a seed, the map or all drug accountability out under an opening: one file each. */
export function TakeOutDialog({ what, onClose }: { readonly what: Taken; onClose(): void }) {
  const { t } = useTranslation();
  const map = useCommand('custody.exportMap');
  const wholeList = useCommand('custody.exportList');
  const kit = useCommand('randomization.replicationKit');
  const accounts = useCommand('custody.exportDrugAccounts');
  const isAccounts = what.part === 'kit-map' && what.file === 'drug-accounts';
  const ofMap = isAccounts ? accounts : map;
  const command = what.part === 'kit-map' ? ofMap : what.part === 'list' ? wholeList : kit;
  const list = what.part === 'kit-map' ? '' : what.list;
  const words = {
    'kit-map': isAccounts
      ? [t('custody.accountsTitle'), t('custody.exportAccounts')]
      : [t('custody.mapTitle'), t('custody.exportMap')],
    list: [t('custody.listTitle', { list }), t('custody.exportList')],
    seed: [t('randomization.kit.title', { list }), t('randomization.kit.save')],
  } as const;
  const take = async (): Promise<void> => {
    const outcome: Outcome<FileOutput> =
      what.part === 'kit-map'
        ? await ofMap.run({})
        : what.part === 'list'
          ? await wholeList.run({ list })
          : await kit.run({ list });
    if (!outcome.ok) return;
    saveFile(outcome.value);
    announce({ message: t('common.saved', { name: outcome.value.name }) });
    onClose();
  };
  const [title, save] = words[what.part];
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={520}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {isAccounts && <p className="quiet">{t('custody.accountsIntro')}</p>}
      {what.part === 'seed' && <p className="quiet">{t('randomization.kit.intro')}</p>}
      <CustodyGate part={what.part} use="export" {...(list === '' ? {} : { list })}>
        {() => (
          <Button
            color="grape.9"
            loading={command.isBusy}
            leftSection={<IconDownload size={16} stroke={1.7} />}
            onClick={() => void take()}
          >
            {save}
          </Button>
        )}
      </CustodyGate>
      <FailureNotice failure={command.failure} />
    </Modal>
  );
}
