import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Opening } from '../../../shared/contracts/custody.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { countText } from '../../components/format.ts';
import { Inspector, InspectorPart } from '../../components/inspector.tsx';
import { InstantText } from '../../components/instant-text.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useMay } from '../../state/session.ts';
import { useCommand } from '../../state/use-command.ts';
import type { Rows } from '../../state/use-rows.ts';
import { DeclineDialog } from './decline-dialog.tsx';
import { GrantDialog } from './grant-dialog.tsx';

interface Properties {
  readonly code: string;
  readonly rows: Rows<Opening>;
  onClose(): void;
}

/** One opening: who asked, who granted, until when, and what was seen. */
export function OpeningInspector({ code, rows, onClose }: Properties) {
  const { t } = useTranslation();
  const indexes = Array.from({ length: rows.total ?? 0 }, (_, index) => index);
  const opening = indexes.map((index) => rows.rowAt(index)).find((row) => row?.code === code);
  const mayAnswer = useMay('custody.grant');
  const isLive = opening?.state === 'requested' || opening?.state === 'open';
  return (
    <Inspector
      label={t('custody.one', { code })}
      title={code}
      onClose={onClose}
      actions={
        opening !== undefined && mayAnswer && isLive ? <Answer opening={opening} /> : undefined
      }
    >
      {opening !== undefined && <OpeningFacts opening={opening} />}
    </Inspector>
  );
}

function OpeningFacts({ opening }: { readonly opening: Opening }) {
  const { t } = useTranslation();
  const { part, use, list, looks } = opening;
  const times = (['answeredAt', 'until', 'closedAt'] as const).flatMap((name) => {
    const at = opening[name];
    return at === null ? [] : [[t(`custody.${name}`), <InstantText key={name} at={at} />] as const];
  });
  return (
    <>
      <InspectorPart title={t(`custody.wanted.${part}.${use}`, { list })}>
        <KeyValues
          items={[
            [t('custody.state'), <StatusBadge key="s" status={`opening-${opening.state}`} />],
            [t('common.reason'), opening.reason],
            [t('custody.requestedBy'), opening.requestedBy],
            [t('custody.requestedAt'), <InstantText key="r" at={opening.requestedAt} />],
            [t('custody.answeredBy'), opening.answeredBy ?? '–'],
            ...times,
          ]}
        />
      </InspectorPart>
      <InspectorPart title={t('custody.looks')}>
        {looks.length === 0 ? (
          <p className="quiet">{t('custody.noLooks')}</p>
        ) : (
          <KeyValues
            items={looks.map(({ at, by, what, rows }) => [
              by,
              <span key={at}>
                {what}
                {rows > 0 &&
                  ` · ${t('custody.rows', { count: rows, shown: countText(rows) })}`}{' '}
                <InstantText at={at} />
              </span>,
            ])}
          />
        )}
      </InspectorPart>
    </>
  );
}

/** Granting and declining while it waits, closing while it is open. */
function Answer({ opening }: { readonly opening: Opening }) {
  const { t } = useTranslation();
  const close = useCommand('custody.close');
  const [dialog, setDialog] = useState<'grant' | 'decline'>();
  const done = (): void => setDialog(undefined);
  if (opening.state === 'open') {
    return (
      <>
        <Button loading={close.isBusy} onClick={() => void close.run({ opening: opening.code })}>
          {t('custody.close')}
        </Button>
        <FailureNotice failure={close.failure} />
      </>
    );
  }
  return (
    <>
      <Button onClick={() => setDialog('grant')}>{t('custody.grant')}</Button>
      <Button variant="default" onClick={() => setDialog('decline')}>
        {t(opening.isMine ? 'custody.takeBack' : 'custody.decline')}
      </Button>
      {dialog === 'grant' && <GrantDialog opening={opening} onClose={done} />}
      {dialog === 'decline' && <DeclineDialog opening={opening} onClose={done} />}
    </>
  );
}
