import { TextInput } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectAtSite } from '../../../../shared/contracts/site-mode.ts';
import { foreignProtocol, namesInScan } from '../../../../shared/domain/barcode/scanned-text.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { useSession } from '../../../state/session.ts';
import { useCommand } from '../../../state/use-command.ts';
import { Question } from '../question.tsx';
import classes from '../question.module.css';

interface Properties {
  readonly subject: SubjectAtSite;
  onBack(): void;
}

/**
 * The number as it stands on the kit: a label is read in whatever way it was scanned, spaces do not matter. The label
 * of another study is none of ours, whatever number it has.
 */
function numberOf(text: string, kits: readonly string[], protocol: string | null): string {
  if (foreignProtocol(text, protocol) !== null) return text.trim();
  const names = [...namesInScan(text), text.replace(/[\s-]/g, '').toUpperCase()];
  return names.find((name) => kits.includes(name)) ?? text.trim();
}

/** Type or scan what is in the hand; only the kits of the envelope can be confirmed. */
export function ConfirmKits({ subject, onBack }: Properties) {
  const { t } = useTranslation();
  const dispense = useCommand('site.dispense');
  const { kits } = subject;
  const [typed, setTyped] = useState<readonly string[]>(kits.map(() => ''));
  const protocol = useSession().status.store?.protocol ?? null;
  const numbers = typed.map((text) => numberOf(text, kits, protocol));
  const whyNot = (text: string): string => {
    const other = foreignProtocol(text, protocol);
    if (other === null) return t('siteMode.otherKit');
    return t('labels.scan.foreign', { protocol: other, own: protocol });
  };
  const isRight = kits.every((number) => numbers.includes(number));
  return (
    <Question
      title={t('siteMode.confirmTitle', { count: kits.length })}
      note={t('siteMode.confirmNote')}
      next={t('siteMode.given', { subject: subject.subject })}
      canGoOn={isRight}
      isBusy={dispense.isBusy}
      onNext={() => void dispense.run({ subject: subject.subject, kits: numbers })}
      onBack={onBack}
    >
      {typed.map((text, index) => {
        const number = numbers[index] ?? '';
        const isOne = kits.includes(number) && numbers.indexOf(number) === index;
        const isWhole = number.length >= (kits[0]?.length ?? 0);
        return (
          <TextInput
            key={index}
            className={classes.big ?? ''}
            label={t('siteMode.numberOnKit', { at: index + 1, count: kits.length })}
            autoComplete="off"
            autoFocus={index === 0}
            error={isWhole && !isOne ? whyNot(text) : undefined}
            rightSectionWidth={52}
            rightSection={isOne && <IconCircleCheck size={30} color="var(--good)" aria-hidden />}
            value={text}
            // Enter of a scanner behind another kit: it stays to be seen, and the next scan replaces it.
            onKeyDown={(event) => event.key === 'Enter' && !isOne && event.currentTarget.select()}
            onChange={(event) => {
              const value = event.currentTarget.value;
              dispense.reset();
              setTyped(typed.map((old, place) => (place === index ? value : old)));
            }}
          />
        );
      })}
      <FailureNotice failure={dispense.failure} />
    </Question>
  );
}
