import { useTranslation } from 'react-i18next';
import type { StudyDefinition } from '../../../shared/domain/study/study-definition.ts';
import { KeyValues } from '../../components/key-values.tsx';

/** What a checked definition says, in six facts. */
export function DefinitionSummary({ definition }: { readonly definition: unknown }) {
  const { t } = useTranslation();
  // The core has parsed it: what `study.check` returns is a whole definition.
  const study = definition as StudyDefinition;
  return (
    <KeyValues
      columns={3}
      items={[
        [t('study.protocol'), `${study.protocol.number} · ${study.environment}`],
        [t('study.blinding'), t(`study.blindingKind.${study.blinding}`)],
        [
          t('study.arms'),
          `${study.arms.map(({ name }) => name).join(', ')} (${study.arms.map(({ ratio }) => ratio).join(':')})`,
        ],
        [t('study.planned'), String(study.plannedSubjects)],
        [t('study.sitesAndDepots'), `${study.sites.length} / ${study.depots.length}`],
        [t('study.kitTypes'), study.kitTypes.map(({ name }) => name).join(', ')],
      ]}
    />
  );
}
