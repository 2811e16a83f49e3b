import { Button } from '@mantine/core';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './question.module.css';

interface Properties {
  readonly progress?: string;
  readonly title: string;
  readonly note?: string;
  readonly next?: string;
  readonly canGoOn: boolean;
  readonly isBusy?: boolean;
  readonly isDangerous?: boolean;
  readonly children?: ReactNode;
  onNext(): void;
  onBack(): void;
}

/** One question in large type, with one way back and one way on. Enter goes on. */
export function Question(properties: Properties) {
  const { progress, title, note, next, canGoOn, isBusy = false, isDangerous = false } = properties;
  const { children, onNext, onBack } = properties;
  const { t } = useTranslation();
  return (
    <form
      className={classes.question}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (canGoOn && !isBusy) onNext();
      }}
    >
      {progress !== undefined && <p className={classes.progress}>{progress}</p>}
      <h1>{title}</h1>
      {note !== undefined && <p className={classes.questionNote}>{note}</p>}
      {children}
      <div className={classes.steps}>
        <Button
          size="xl"
          variant="default"
          disabled={isBusy}
          leftSection={<IconArrowLeft size={22} aria-hidden />}
          onClick={onBack}
        >
          {t('common.back')}
        </Button>
        <Button
          type="submit"
          size="xl"
          loading={isBusy}
          disabled={!canGoOn}
          rightSection={<IconArrowRight size={22} aria-hidden />}
          {...(isDangerous ? { color: 'red.8' } : {})}
        >
          {next ?? t('common.next')}
        </Button>
      </div>
    </form>
  );
}
