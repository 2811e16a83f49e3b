import { useTranslation } from 'react-i18next';
import { Question } from '../question.tsx';
import type { QuestionProperties } from './begin-subject.tsx';
import { isPossible } from './draft.ts';
import { FactorInput } from './factor-input.tsx';

/** One stratification factor: it decides which envelope is the next. */
export function FactorQuestion({
  index,
  ...rest
}: QuestionProperties & { readonly index: number }) {
  const { status, draft, progress, set, onNext, onBack } = rest;
  const { t } = useTranslation();
  const factor = status.factors[index];
  if (factor === undefined) return null;
  const value = draft.factors[factor.id] ?? '';
  return (
    <Question
      progress={progress}
      title={factor.name}
      note={t('siteMode.factorNote')}
      canGoOn={isPossible(factor, value)}
      onNext={onNext}
      onBack={onBack}
    >
      <FactorInput
        factor={factor}
        value={value}
        onChange={(next) => set({ factors: { ...draft.factors, [factor.id]: next } })}
      />
    </Question>
  );
}
