import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewQuestion } from '../../../shared/contracts/trail-review.ts';
import { announce } from '../../components/announce.ts';
import { FormDialog } from '../../components/form-dialog.tsx';
import { SignatureFields } from '../../components/signature-fields.tsx';
import { useSignature } from '../../components/use-signature.ts';
import { useCommand } from '../../state/use-command.ts';

interface Properties {
  readonly question: ReviewQuestion;
  onClose(): void;
}

/** The answer that closes a question of a review. */
export function CloseQuestionDialog({ question, onClose }: Properties) {
  const { t } = useTranslation();
  const close = useCommand('trail.closeQuestion');
  const { signature, setSignature, isComplete, forgetPassphrase } =
    useSignature('trail.closeQuestion');
  const [answer, setAnswer] = useState('');
  const submit = async (): Promise<void> => {
    const outcome = await close.run({ question: question.code, answer, signature });
    forgetPassphrase();
    if (!outcome.ok) return;
    announce({ message: t('review.closed', { question: question.code }) });
    onClose();
  };
  return (
    <FormDialog
      title={t('review.closeTitle', { question: question.code })}
      intro={question.text}
      submit={t('review.close')}
      isBusy={close.isBusy}
      failure={close.failure}
      canSubmit={answer.trim() !== '' && isComplete}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Textarea
        label={t('review.answer')}
        autosize
        minRows={2}
        value={answer}
        onChange={(event) => setAnswer(event.currentTarget.value)}
      />
      <SignatureFields value={signature} onChange={setSignature} />
    </FormDialog>
  );
}
