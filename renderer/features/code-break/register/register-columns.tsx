import { useTranslation } from 'react-i18next';
import type { CodeBreakRow } from '../../../../shared/contracts/code-break.ts';
import { InstantText } from '../../../components/instant-text.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import type { Column } from '../../../components/table-column.ts';

export function useRegisterColumns(): readonly Column<CodeBreakRow>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'code',
      header: t('codeBreak.code'),
      width: '100px',
      cell: ({ code }) => code,
    },
    {
      key: 'kind',
      header: t('codeBreak.kind'),
      width: '110px',
      cell: ({ kind }) => t(`codeBreak.${kind}`),
    },
    {
      key: 'subject',
      header: t('codeBreak.subjectShort'),
      width: 'minmax(110px, 1fr)',
      cell: ({ subject }) => subject,
    },
    {
      key: 'site',
      header: t('codeBreak.site'),
      width: '80px',
      cell: ({ site }) => site,
    },
    {
      key: 'at',
      header: t('codeBreak.brokenAt'),
      width: '215px',
      cell: ({ at, offsetMinutes }) => <InstantText at={at} offsetMinutes={offsetMinutes} />,
    },
    {
      key: 'shownTo',
      header: t('codeBreak.shownTo'),
      width: 'minmax(140px, 1.4fr)',
      cell: ({ shownTo }) => shownTo,
    },
    {
      key: 'state',
      header: t('codeBreak.state'),
      width: '190px',
      cell: ({ state, kind }) => (
        <StatusBadge status={kind === 'exercise' ? 'break-exercise' : `break-${state}`} />
      ),
    },
  ];
}
