import { Button, Group, Stack } from '@mantine/core';
import { IconArrowLeft, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrailRow } from '../../../../shared/contracts/trail.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { InstantText } from '../../../components/instant-text.tsx';
import { useQuery } from '../../../state/use-query.ts';
import { VerifyButton } from '../../trail/verify-button.tsx';
import questionClasses from '../question.module.css';
import shared from '../site-mode.module.css';
import classes from './trail-here.module.css';

const rowsShown = 25;

/** Everything that the file of this site says, in words, the newest first; nothing here can be changed. */
export function TrailHere({ onHome }: { onHome(): void }) {
  const { t } = useTranslation();
  const [offset, setOffset] = useState(0);
  const { data, failure } = useQuery(
    'trail.page',
    { offset, limit: rowsShown },
    { keepsFormer: true },
  );
  const last = Math.min(offset + rowsShown, data?.total ?? 0);
  return (
    <Stack gap={24}>
      <h1 className={shared.stepTitle}>{t('siteMode.trail')}</h1>
      <p className={questionClasses.questionNote}>{t('siteMode.trailNote')}</p>
      <FailureNotice failure={failure} />
      {data !== undefined && (
        <>
          <ol className={classes.entries} aria-label={t('siteMode.trail')}>
            {data.rows.map((row) => (
              <Entry key={row.entry} row={row} />
            ))}
          </ol>
          <Group justify="space-between">
            <span className="quiet">
              {t('siteMode.trailShown', { from: offset + 1, until: last, total: data.total })}
            </span>
            <Group gap="sm">
              <Button
                variant="default"
                disabled={offset === 0}
                leftSection={<IconChevronLeft size={18} aria-hidden />}
                onClick={() => setOffset(Math.max(0, offset - rowsShown))}
              >
                {t('siteMode.trailLater')}
              </Button>
              <Button
                variant="default"
                disabled={last >= data.total}
                rightSection={<IconChevronRight size={18} aria-hidden />}
                onClick={() => setOffset(offset + rowsShown)}
              >
                {t('siteMode.trailEarlier')}
              </Button>
            </Group>
          </Group>
        </>
      )}
      <div className={shared.rarer}>
        <Button
          size="lg"
          variant="default"
          leftSection={<IconArrowLeft size={22} aria-hidden />}
          onClick={onHome}
        >
          {t('common.back')}
        </Button>
        <VerifyButton />
      </div>
    </Stack>
  );
}

function Entry({ row }: { readonly row: TrailRow }) {
  return (
    <li>
      <span className={classes.number}>{row.entry}</span>
      <span className={classes.words}>
        <strong>{row.what}</strong>
        {row.detail !== '' && <span>{row.detail}</span>}
        {row.reason !== null && <span>{row.reason}</span>}
        {row.signed !== null && <span>{row.signed}</span>}
      </span>
      <span className={classes.when}>
        <InstantText at={row.at} offsetMinutes={row.offsetMinutes} />
        <span>{row.printedName}</span>
      </span>
    </li>
  );
}
