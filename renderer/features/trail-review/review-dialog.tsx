import { Radio, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { SignatureFields } from '../../components/signature-fields.tsx';
import { useSignature } from '../../components/use-signature.ts';
import { useCommand } from '../../state/use-command.ts';
import { QuestionFields } from './question-fields.tsx';
import type { TypedQuestion } from './question-fields.tsx';

interface Properties {
  readonly state: OutputOf<'trail.reviews'>;
  readonly chosen: readonly number[];
  onClose(): void;
  onSigned(): void;
}

type Scope = 'critical' | 'all' | 'selection';

const asked = (questions: readonly TypedQuestion[]) =>
  questions
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, entry }) => ({ text, entry: entry === '' ? null : Number(entry) }));

/** Signs that entries were read, with a comment and what stays open. */
export function ReviewDialog({ state, chosen, onClose, onSigned }: Properties) {
  const { t } = useTranslation();
  const review = useCommand('trail.review');
  const { signature, setSignature, isComplete, forgetPassphrase } = useSignature('trail.review');
  const [scope, setScope] = useState<Scope>(chosen.length > 0 ? 'selection' : 'critical');
  const [comment, setComment] = useState('');
  const [questions, setQuestions] = useState<readonly TypedQuestion[]>([]);
  const last = state.entries;
  const first = Math.min(state.reviewedUntil + 1, last);
  const submit = async (): Promise<void> => {
    const entries = scope === 'selection' ? [...chosen] : [];
    const range = scope === 'selection' ? { first: 1, last } : { first, last };
    const typed = { comment, questions: asked(questions), signature };
    const outcome = await review.run({ scope, ...range, entries, ...typed });
    forgetPassphrase();
    if (!outcome.ok) return;
    announce({ message: t('review.done', outcome.value) });
    onSigned();
    onClose();
  };
  const counts = { critical: state.unreviewedCritical, all: state.unreviewed };
  return (
    <FormDialog
      title={t('review.sign')}
      intro={t('review.intro')}
      submit={t('review.sign')}
      isBusy={review.isBusy}
      failure={review.failure}
      canSubmit={isComplete}
      size={620}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Radio.Group
        label={t('review.scope')}
        value={scope}
        onChange={(next) => setScope(next as Scope)}
      >
        <Stack gap={6} mt={6}>
          {(['critical', 'all'] as const).map((value) => (
            <Radio
              key={value}
              value={value}
              label={t(`review.scopeOf.${value}`, { first, last, count: counts[value] })}
            />
          ))}
          {chosen.length > 0 && (
            <Radio
              value="selection"
              label={t('review.scopeOf.selection', { count: chosen.length })}
            />
          )}
        </Stack>
      </Radio.Group>
      <Textarea
        label={t('review.comment')}
        autosize
        minRows={2}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <QuestionFields questions={questions} onChange={setQuestions} />
      <SignatureFields value={signature} onChange={setSignature} />
    </FormDialog>
  );
}
