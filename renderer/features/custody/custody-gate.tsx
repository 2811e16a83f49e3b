import { Button, Group } from '@mantine/core';
import { IconKey, IconLockSquare } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Opening } from '../../../shared/contracts/custody.ts';
import { InstantText } from '../../components/instant-text.tsx';
import { useQuery } from '../../state/use-query.ts';
import { GrantDialog } from './grant-dialog.tsx';
import { RequestDialog } from './request-dialog.tsx';
import type { Wish } from './wishes.ts';

interface Properties extends Wish {
  /** Left out for the map of kits. */
  readonly list?: string;
  /** What can be done while it is open. */
  readonly children: (opening: Opening) => ReactNode;
}

/** What two people keep together: asks for the opening, waits for the second person, and then lets through. */
export function CustodyGate({ part, use, list, children }: Properties) {
  const { t } = useTranslation();
  const which = list === undefined ? {} : { list };
  const { data } = useQuery('custody.page', { part, use, ...which, mine: true, limit: 1 });
  const [dialog, setDialog] = useState<'request' | 'grant'>();
  const [last] = data?.rows ?? [];
  const done = (): void => setDialog(undefined);
  if (data === undefined) return null;
  if (last?.state === 'open') {
    return (
      <>
        <p className="quiet" style={{ margin: '0 0 12px' }}>
          {t('custody.openUntil', { code: last.code })} <InstantText at={last.until ?? ''} />
        </p>
        {children(last)}
      </>
    );
  }
  const waits = last?.state === 'requested' ? last : undefined;
  return (
    <div>
      <p className="quiet" style={{ margin: '0 0 12px' }}>
        {waits === undefined
          ? t('custody.kept', { count: data.openForMinutes })
          : t('custody.waits', { code: waits.code })}
      </p>
      <Group>
        {waits === undefined ? (
          <Button
            leftSection={<IconKey size={16} stroke={1.7} />}
            onClick={() => setDialog('request')}
          >
            {t('custody.request')}
          </Button>
        ) : (
          <Button
            variant="default"
            leftSection={<IconLockSquare size={16} stroke={1.7} />}
            onClick={() => setDialog('grant')}
          >
            {t('custody.grantHere')}
          </Button>
        )}
      </Group>
      {dialog === 'request' && <RequestDialog wish={{ part, use }} {...which} onClose={done} />}
      {dialog === 'grant' && waits !== undefined && <GrantDialog opening={waits} onClose={done} />}
    </div>
  );
}
