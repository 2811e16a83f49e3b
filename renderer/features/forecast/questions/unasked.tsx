import { IconChartAreaLine } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Panel } from '../../../components/panel.tsx';

/** In place of the answer to a question that nobody has asked yet: what it needs, and what it will tell. */
export function Unasked({
  question,
  of,
}: {
  readonly question: 'compare' | 'frontier' | 'centres';
  readonly of: { readonly job: unknown; readonly failure: unknown; readonly answer: unknown };
}) {
  const { t } = useTranslation();
  if (of.answer !== null || of.job !== null || of.failure !== undefined) return null;
  return (
    <Panel>
      <EmptyState
        icon={IconChartAreaLine}
        title={t(`forecast.unasked.${question}.title`)}
        next={t(`forecast.unasked.${question}.next`)}
      />
    </Panel>
  );
}
