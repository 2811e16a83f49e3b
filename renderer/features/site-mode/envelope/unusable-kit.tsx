import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unusableConditions } from '../../../../shared/domain/backup/pack-terms.ts';
import type { SubjectAtSite } from '../../../../shared/contracts/site-mode.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { groupsOf } from '../../../components/format.ts';
import { KitGroupingContext } from '../../../components/kit-number.tsx';
import { useCommand } from '../../../state/use-command.ts';
import { Answers } from '../answers.tsx';
import { Question } from '../question.tsx';
import { WhyField } from '../why-field.tsx';

interface Properties {
  readonly subject: SubjectAtSite;
  onBack(): void;
}

const steps = ['which', 'what', 'why'] as const;

/** Why a kit cannot be given, one question at a time; then the replacement in the same envelope may be opened. */
export function UnusableKit({ subject, onBack }: Properties) {
  const { t } = useTranslation();
  const { kits, layer, layers } = subject;
  const grouping = useContext(KitGroupingContext);
  const say = useCommand('site.unusable');
  const first = kits.length > 1 ? 0 : 1;
  const [at, setAt] = useState(first);
  const [kit, setKit] = useState<string | null>(kits.length > 1 ? null : (kits[0] ?? null));
  const [what, setWhat] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const condition = unusableConditions.find((known) => known === what);
  const send = (): void => {
    if (kit === null || condition === undefined) return;
    void say.run({ subject: subject.subject, kits: [kit], condition, reason });
  };
  const step = steps[at];
  const back = (): void => (at === first ? onBack() : setAt(at - 1));
  const inGroups = (number: string): string => groupsOf(number, grouping).join(' ');
  if (step === 'which') {
    return (
      <Question
        title={t('siteMode.whichKit')}
        canGoOn={kit !== null}
        onNext={() => setAt(at + 1)}
        onBack={back}
      >
        <Answers
          label={t('siteMode.whichKit')}
          options={kits.map((number) => ({ value: number, text: inGroups(number) }))}
          value={kit}
          onChoose={setKit}
        />
      </Question>
    );
  }
  const title = t('siteMode.unusableTitle', { kit: inGroups(kit ?? '') });
  if (step === 'what') {
    return (
      <Question
        title={title}
        note={t('siteMode.unusablePutAside')}
        canGoOn={condition !== undefined}
        onNext={() => setAt(at + 1)}
        onBack={back}
      >
        <Answers
          label={title}
          options={unusableConditions.map((value) => ({
            value,
            text: t(`siteMode.condition.${value}`),
          }))}
          value={what}
          onChoose={setWhat}
        />
      </Question>
    );
  }
  return (
    <Question
      title={t('siteMode.unusableWhy')}
      note={t(layer < layers ? 'siteMode.unusableNote' : 'siteMode.unusableLastNote')}
      next={t('siteMode.unusableSend')}
      isDangerous
      canGoOn={reason.trim().length >= 3}
      isBusy={say.isBusy}
      onNext={send}
      onBack={back}
    >
      <WhyField value={reason} onChange={setReason} />
      <FailureNotice failure={say.failure} />
    </Question>
  );
}
