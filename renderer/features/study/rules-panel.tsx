import { useTranslation } from 'react-i18next';
import type { StudyDefinition } from '../../../shared/domain/study/study-definition.ts';
import { KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';

/** How kits are chosen and numbered. */
export function RulesPanel({ study }: { readonly study: StudyDefinition }) {
  const { t } = useTranslation();
  const { selection, kitNumbers } = study;
  const days = (count: number): string => t('study.daysBefore', { count });
  return (
    <Panel title={t('study.rules')}>
      <KeyValues
        columns={2}
        items={[
          [t('study.doNotShip'), days(selection.study.doNotShip)],
          [t('study.doNotCount'), days(selection.study.doNotCount)],
          [t('study.doNotDispense'), days(selection.study.doNotDispense)],
          [
            t('study.boundary'),
            t(selection.isBoundaryDayAllowed ? 'study.boundaryYes' : 'study.boundaryNo'),
          ],
          [t('study.tie'), t(`study.tieKind.${selection.tie}`)],
          [
            t('study.kitNumbers'),
            t('study.kitNumberFormat', {
              length: kitNumbers.length,
              prefix: kitNumbers.prefix === '' ? '–' : kitNumbers.prefix,
              check: t(`study.check.${kitNumbers.check}`),
            }),
          ],
        ]}
      />
    </Panel>
  );
}
