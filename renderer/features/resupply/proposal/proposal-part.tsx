import { Button } from '@mantine/core';
import { IconClipboardList, IconSettings } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { dayText } from '../../../components/format.ts';
import { Panel } from '../../../components/panel.tsx';
import { useArmInformation } from '../../../state/arm-marks.ts';
import { go } from '../../../state/route.ts';
import { useCommand } from '../../../state/use-command.ts';
import { useQuery } from '../../../state/use-query.ts';
import { WaitingProposal } from './waiting-proposal.tsx';

/** The proposal that waits for a signature, or what to do to get one. */
export function ProposalPart() {
  const { t } = useTranslation();
  const { data, failure } = useQuery('resupply.pending', {}, { keepsFormer: true });
  useArmInformation(data !== undefined && data.proposal !== null);
  const prepare = useCommand('resupply.prepare');
  if (data === undefined) return <FailureNotice failure={failure} />;
  const prepareNow = (
    <Button loading={prepare.isBusy} onClick={() => void prepare.run({})}>
      {t('resupply.prepare')}
    </Button>
  );
  if (!data.hasSettings) {
    return (
      <Panel>
        <EmptyState
          icon={IconSettings}
          title={t('resupply.noSettings')}
          next={t('resupply.noSettingsNext')}
          action={
            <Button onClick={() => go('shipments', '~resupply-settings')}>
              {t('resupply.toSettings')}
            </Button>
          }
        />
      </Panel>
    );
  }
  if (data.proposal === null) {
    const { nextRun, runAt, isDue } = data;
    const day = nextRun === null ? '–' : dayText(nextRun);
    return (
      <Panel>
        <FailureNotice failure={prepare.failure} />
        <EmptyState
          icon={IconClipboardList}
          title={t(isDue ? 'resupply.dueNow' : 'resupply.noProposal')}
          next={t('resupply.noProposalNext', { day, runAt })}
          action={prepareNow}
        />
      </Panel>
    );
  }
  return <WaitingProposal key={data.proposal.proposal} proposal={data.proposal} />;
}
