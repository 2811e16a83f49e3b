import { Button } from '@mantine/core';
import { IconCopy, IconEyeOff, IconPrinter } from '@tabler/icons-react';
import { useContext, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BrokenCode } from '../../../../shared/contracts/code-break.ts';
import { InstantText } from '../../../components/instant-text.tsx';
import { Panel } from '../../../components/panel.tsx';
import { useArmInformation } from '../../../state/arm-marks.ts';
import { CopyArmsContext } from '../../../state/use-copy-guard.ts';
import { hashOf } from '../../../state/route.ts';
import classes from '../code-break.module.css';

interface Properties {
  readonly broken: BrokenCode;
  onDone(): void;
}

/** The treatment, large, for as long as the study allows; afterwards what is to be done, without it. */
export function Revealed({ broken, onDone }: Properties) {
  const { t } = useTranslation();
  const [left, setLeft] = useState(broken.treatment === null ? 0 : broken.shownForSeconds);
  useEffect(() => {
    if (left === 0) return undefined;
    const timer = window.setTimeout(() => setLeft(left - 1), 1000);
    return () => window.clearTimeout(timer);
  }, [left]);
  const isShown = left > 0 && broken.treatment !== null;
  useArmInformation(isShown);
  return (
    <div className={classes.columns}>
      {isShown && broken.treatment !== null ? (
        <TreatmentCard
          broken={broken}
          treatment={broken.treatment}
          left={left}
          onHide={() => setLeft(0)}
        />
      ) : (
        <section className={classes.hidden} aria-live="polite">
          <p className={classes.hiddenTitle}>
            {t(broken.treatment === null ? 'codeBreak.exerciseDone' : 'codeBreak.hidden')}
          </p>
          <p>
            {t(broken.treatment === null ? 'codeBreak.exerciseDoneNote' : 'codeBreak.hiddenNote', {
              code: broken.code,
              subject: broken.subject,
            })}
          </p>
        </section>
      )}
      <Afterwards broken={broken} onDone={onDone} />
    </div>
  );
}

interface CardProperties {
  readonly broken: BrokenCode;
  readonly treatment: NonNullable<BrokenCode['treatment']>;
  readonly left: number;
  onHide(): void;
}

function TreatmentCard({ broken, treatment, left, onHide }: CardProperties) {
  const { t } = useTranslation();
  const copyArms = useContext(CopyArmsContext);
  const [isPrinted, setPrinted] = useState(false);
  useEffect(() => {
    if (!isPrinted) return;
    window.print();
    setPrinted(false);
  }, [isPrinted]);
  const text = [
    t('codeBreak.treatmentOf', { subject: broken.subject }),
    treatment.arm,
    ...treatment.products.map(({ name }) => name),
  ].join('\n');
  return (
    <section
      className={classes.treatment}
      aria-label={t('codeBreak.treatmentOf', { subject: broken.subject })}
      data-printed={isPrinted}
      onCopy={(event) => event.preventDefault()}
    >
      <p className={classes.treatmentOf}>
        {t('codeBreak.treatmentOf', { subject: broken.subject })}
      </p>
      <p className={classes.arm} role="alert">
        {treatment.arm}
      </p>
      <ul className={classes.products}>
        {treatment.products.map(({ name, storage }) => (
          <li key={name}>
            {name} <span>{storage}</span>
          </li>
        ))}
      </ul>
      <div className={classes.treatmentActions}>
        <span className={classes.left} role="timer">
          {t('codeBreak.left', { count: left })}
        </span>
        <Button
          variant="default"
          leftSection={<IconCopy size={16} stroke={1.7} />}
          onClick={() => void copyArms(text)}
        >
          {t('codeBreak.copy')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconPrinter size={16} stroke={1.7} />}
          onClick={() => setPrinted(true)}
        >
          {t('codeBreak.print')}
        </Button>
        <Button leftSection={<IconEyeOff size={16} stroke={1.7} />} onClick={onHide}>
          {t('codeBreak.hide')}
        </Button>
      </div>
    </section>
  );
}

function Afterwards({ broken, onDone }: Properties) {
  const { t } = useTranslation();
  return (
    <Panel title={t('codeBreak.now')}>
      <p className={classes.recorded}>
        {t('codeBreak.recordedAs', { code: broken.code })}{' '}
        <InstantText at={broken.at} offsetMinutes={broken.offsetMinutes} />
      </p>
      {broken.treatment !== null && (
        <>
          <h3 className={classes.subheading}>{t('codeBreak.tell')}</h3>
          <ul className={classes.tell}>
            {broken.tell.map((whom) => (
              <li key={whom}>{whom}</li>
            ))}
          </ul>
          <p className={classes.recorded}>{t('codeBreak.keepBlind')}</p>
        </>
      )}
      {broken.reasonDue !== null && (
        <p className={classes.recorded}>
          {t('codeBreak.reasonDue')}{' '}
          <InstantText at={broken.reasonDue} offsetMinutes={broken.offsetMinutes} />
        </p>
      )}
      <div className={classes.afterActions}>
        <Button
          component="a"
          variant="default"
          href={hashOf('code-break', `register:${broken.code}`)}
        >
          {t('codeBreak.toRegister')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('codeBreak.another')}
        </Button>
      </div>
    </Panel>
  );
}
