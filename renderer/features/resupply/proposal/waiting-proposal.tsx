import { Button } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../../shared/contracts/index.ts';
import { Beside } from '../../../components/beside.tsx';
import { ExportMenu } from '../../../components/export-menu.tsx';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { Panel } from '../../../components/panel.tsx';
import { useDownload } from '../../../components/use-download.ts';
import { useCommand } from '../../../state/use-command.ts';
import classes from '../resupply.module.css';
import { useAdjustments } from './adjustments.ts';
import { DiscardDialog } from './discard-dialog.tsx';
import { LineInspector } from './line-inspector.tsx';
import { LinesTable } from './lines-table.tsx';
import { ProposalHead } from './proposal-head.tsx';
import { sentLines, totalsOf } from './sent-line.ts';
import { SignRunDialog } from './sign-run-dialog.tsx';

export type Proposal = NonNullable<OutputOf<'resupply.pending'>['proposal']>;

/** A prepared run: its lines with their arithmetic, changes with their reasons, and the signature. */
export function WaitingProposal({ proposal }: { readonly proposal: Proposal }) {
  const { t } = useTranslation();
  const { adjustments, set, clear } = useAdjustments(proposal.proposal);
  const [open, setOpen] = useState<string | null>(null);
  const [dialog, setDialog] = useState<'sign' | 'discard' | null>(null);
  const prepare = useCommand('resupply.prepare');
  const { download, isBusy } = useDownload();
  const lines = useMemo(
    () => sentLines(proposal.sites, adjustments),
    [proposal.sites, adjustments],
  );
  const row = lines.find(({ key }) => key === open);
  const totals = totalsOf(lines);
  const name = t('resupply.proposalNamed', { proposal: proposal.proposal });
  const close = (): void => setDialog(null);
  return (
    <>
      <ProposalHead
        proposal={proposal}
        totals={totals}
        actions={
          <>
            <Button variant="subtle" color="gray" onClick={() => setDialog('discard')}>
              {t('resupply.discard')}
            </Button>
            <Button variant="default" loading={prepare.isBusy} onClick={() => void prepare.run({})}>
              {t('resupply.prepareAnew')}
            </Button>
            <Button
              leftSection={<IconSignature size={16} stroke={1.8} />}
              onClick={() => setDialog('sign')}
            >
              {t('resupply.sign.open')}
            </Button>
          </>
        }
      />
      <FailureNotice failure={prepare.failure} />
      <Beside>
        <Panel isFlush fills>
          <LinesTable
            label={name}
            lines={lines}
            open={open}
            onOpen={setOpen}
            actions={
              <div className={classes.atEnd}>
                <ExportMenu
                  isBusy={isBusy}
                  formats={[
                    ['csv', t('common.exportCsv')],
                    ['xlsx', t('common.exportXlsx')],
                  ]}
                  onExport={(format) => void download('resupply.export', { format })}
                />
              </div>
            }
          />
        </Panel>
        {row !== undefined && (
          <LineInspector
            row={row}
            onAdjust={(adjustment) => set(row.key, adjustment)}
            onClose={() => setOpen(null)}
          />
        )}
      </Beside>
      {dialog === 'sign' && (
        <SignRunDialog
          proposal={proposal.proposal}
          lines={lines}
          totals={totals}
          onSigned={clear}
          onClose={close}
        />
      )}
      {dialog === 'discard' && <DiscardDialog proposal={proposal.proposal} onClose={close} />}
    </>
  );
}
