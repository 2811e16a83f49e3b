import { Button } from '@mantine/core';
import { IconGavel } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { Inspector, InspectorPart } from '../../../components/inspector.tsx';
import { InstantText } from '../../../components/instant-text.tsx';
import { KeyValues } from '../../../components/key-values.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { useMay } from '../../../state/session.ts';
import { useQuery } from '../../../state/use-query.ts';
import classes from '../backup.module.css';
import { Evidence } from './evidence.tsx';
import type { OfflineAssignment } from './evidence.tsx';
import { ResolveDialog } from './resolve-dialog.tsx';

interface Properties {
  readonly itemKey: string;
  onClose(): void;
}

/** One offline assignment: what does not fit, what each side says, and the decision. */
export function ItemInspector({ itemKey, onClose }: Properties) {
  const { t } = useTranslation();
  const { data, failure } = useQuery('reconciliation.get', { key: itemKey });
  const mayResolve = useMay('reconciliation.resolve');
  const [resolves, setResolves] = useState(false);
  const canResolve = mayResolve && data !== undefined && data.decisions.length > 0;
  return (
    <Inspector
      label={t('backup.itemTitle', { subject: data?.subject ?? '' })}
      title={data?.subject ?? t('common.starting')}
      onClose={onClose}
      actions={
        canResolve ? (
          <Button
            leftSection={<IconGavel size={16} stroke={1.7} />}
            onClick={() => setResolves(true)}
          >
            {t('backup.decide')}
          </Button>
        ) : undefined
      }
    >
      <FailureNotice failure={failure} />
      {data !== undefined && <Item item={data} />}
      {resolves && data !== undefined && (
        <ResolveDialog item={data} onClose={() => setResolves(false)} />
      )}
    </Inspector>
  );
}

function Item({ item }: { readonly item: OfflineAssignment }) {
  const { t } = useTranslation();
  const { notes = [] } = item;
  return (
    <>
      <p className={classes.marks}>
        {item.state !== 'waiting' && <StatusBadge status={`verdict-${item.verdict}`} />}
        <StatusBadge status={`offline-${item.state}`} />
      </p>
      {item.state === 'open' && (
        <p className="quiet">{t(`backup.effectNow.${item.recorded ? 'recorded' : 'none'}`)}</p>
      )}
      {item.findings.length + notes.length > 0 && (
        <InspectorPart title={t('backup.findings')}>
          <ul className={classes.findings}>
            {item.findings.map(({ kind, because }) => (
              <li key={`${kind} ${because}`}>{because}</li>
            ))}
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </InspectorPart>
      )}
      <Evidence item={item} />
      {item.decision !== null && (
        <InspectorPart title={t('backup.decision')}>
          <KeyValues
            items={[
              [t('backup.decision'), t(`backup.decisionOf.${item.decision}`)],
              [t('common.reason'), item.reason],
              [t('backup.decidedBy'), item.decidedBy],
              [
                t('backup.decidedAt'),
                item.decidedAt === null ? '–' : <InstantText key="d" at={item.decidedAt} />,
              ],
            ]}
          />
        </InspectorPart>
      )}
    </>
  );
}
