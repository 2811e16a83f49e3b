import { ActionIcon, Button, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './review.module.css';

/** As typed: the entry may be left empty. */
export interface TypedQuestion {
  readonly text: string;
  readonly entry: string;
}

interface Properties {
  readonly questions: readonly TypedQuestion[];
  onChange(questions: readonly TypedQuestion[]): void;
}

/** What a review leaves open, line by line. */
export function QuestionFields({ questions, onChange }: Properties) {
  const { t } = useTranslation();
  const change = (index: number, part: Partial<TypedQuestion>): void =>
    onChange(questions.map((one, i) => (i === index ? { ...one, ...part } : one)));
  return (
    <Stack gap="xs">
      {questions.map((one, index) => (
        <div key={index} className={classes.question}>
          <TextInput
            label={t('review.question', { number: index + 1 })}
            value={one.text}
            onChange={(event) => change(index, { text: event.currentTarget.value })}
          />
          <TextInput
            label={t('review.aboutEntry')}
            inputMode="numeric"
            value={one.entry}
            onChange={(event) =>
              change(index, { entry: event.currentTarget.value.replaceAll(/\D/g, '') })
            }
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('review.removeQuestion', { number: index + 1 })}
            onClick={() => onChange(questions.filter((_, i) => i !== index))}
          >
            <IconX size={16} />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="default"
        w="fit-content"
        leftSection={<IconPlus size={15} />}
        onClick={() => onChange([...questions, { text: '', entry: '' }])}
      >
        {t('review.addQuestion')}
      </Button>
    </Stack>
  );
}
