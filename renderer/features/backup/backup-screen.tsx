import { useTranslation } from 'react-i18next';
import type { ProcedureName } from '../../../shared/contracts/index.ts';
import { Page } from '../../components/page.tsx';
import { PartLinks } from '../../components/part-links.tsx';
import { mayAsk, useSession } from '../../state/session.ts';
import { backupParts, backupRoute } from './backup-route.ts';
import type { BackupPart } from './backup-route.ts';
import { DeskPart } from './desk/desk-part.tsx';
import { HelplinePart } from './helpline/helpline-part.tsx';
import { HubPart } from './hub/hub-part.tsx';
import { PackActions } from './packs/pack-actions.tsx';
import { PacksPart } from './packs/packs-part.tsx';
import { RecordsPart } from './records/records-part.tsx';

const needs: Readonly<Record<BackupPart, ProcedureName>> = {
  packs: 'packs.page',
  helpline: 'packs.answerChallenge',
  records: 'bundles.page',
  desk: 'reconciliation.items',
  hub: 'hub.status',
};

/** Sealed envelopes for sites without the network: packs, the telephone, what comes home, and its verdicts. */
export function BackupScreen({ open }: { readonly open: string | null }) {
  const { t } = useTranslation();
  const { user } = useSession().status;
  const route = backupRoute(open);
  return (
    <Page
      title={t('backup.title')}
      subtitle={t(`backup.subtitle.${route.part}`)}
      help="backup"
      actions={route.part === 'packs' ? <PackActions /> : undefined}
    >
      <PartLinks
        label={t('backup.parts')}
        screen="backup"
        parts={backupParts
          .filter((part) => mayAsk(user, needs[part]))
          .map((part) => ({ open: part, text: t(`backup.part.${part}`) }))}
        chosen={route.part}
      />
      {route.part === 'packs' && <PacksPart open={route.open} />}
      {route.part === 'helpline' && <HelplinePart />}
      {route.part === 'records' && <RecordsPart />}
      {route.part === 'desk' && <DeskPart open={route.open} />}
      {route.part === 'hub' && <HubPart />}
    </Page>
  );
}
