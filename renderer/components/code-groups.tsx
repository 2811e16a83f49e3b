import { TextInput } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { groupLength, readCode } from '../../shared/domain/backup/telephone-code.ts';
import classes from './code-groups.module.css';

const size = groupLength + 1;
const lookAlikes: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0', U: 'V' };

/** Capitals without punctuation; a letter that is in no code becomes the one that it looks like. */
const plainOf = (text: string): string =>
  [...text.toUpperCase()]
    .filter((character) => /[0-9A-Z]/.test(character))
    .map((character) => lookAlikes[character] ?? character)
    .join('');

/** The groups of a code as far as they were typed. */
export const emptyGroups = (count: number): readonly string[] =>
  Array.from({ length: count }, () => '');

/** Whether a whole group is as it was given: its check character counts its place as well. */
function judgeGroup(group: string, index: number): 'open' | 'right' | 'wrong' {
  if (group.length < size) return 'open';
  // Groups before this one do not matter for its check; zeros with their own check stand in for them.
  const before = Array.from({ length: index }, (_, i) => zeroGroup(i)).join('');
  return readCode(before + group, index + 1).ok ? 'right' : 'wrong';
}

const checkCharacters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** A group of zeros: its check character is the number of the group. */
const zeroGroup = (index: number): string =>
  '0'.repeat(groupLength) + checkCharacters.charAt(index + 1);

/** Whether every group is whole and right. */
export const isSoundCode = (groups: readonly string[]): boolean =>
  groups.every((group, index) => judgeGroup(group, index) === 'right');

interface Properties {
  readonly label: string;
  readonly value: readonly string[];
  onChange(value: readonly string[]): void;
}

/** A code as it is heard on the telephone, group by group; says at once which group to have read again. */
export function CodeGroups({ label, value, onChange }: Properties) {
  const { t } = useTranslation();
  const inputs = useRef<(HTMLInputElement | null)[]>([]);
  const fill = (index: number, text: string): void => {
    const typed = plainOf(text);
    const next = [...value];
    const pieces = typed.match(new RegExp(`.{1,${size}}`, 'g')) ?? [''];
    pieces.slice(0, value.length - index).forEach((piece, i) => (next[index + i] = piece));
    onChange(next);
    const last = index + pieces.length - 1;
    const isFull = (next[last] ?? '').length === size;
    if (isFull && judgeGroup(next[last] ?? '', last) === 'right') inputs.current[last + 1]?.focus();
  };
  const wrong = value.findIndex((group, index) => judgeGroup(group, index) === 'wrong');
  return (
    <fieldset className={classes.field}>
      <legend>{label}</legend>
      <div className={classes.groups}>
        {value.map((group, index) => (
          <TextInput
            key={index}
            ref={(input) => void (inputs.current[index] = input)}
            aria-label={t('common.codeGroup', { group: index + 1, of: value.length })}
            className={classes.group ?? ''}
            data-state={judgeGroup(group, index)}
            error={judgeGroup(group, index) === 'wrong'}
            autoComplete="off"
            autoFocus={index === 0}
            spellCheck={false}
            value={group}
            onChange={(event) => fill(index, event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Backspace' && group === '') inputs.current[index - 1]?.focus();
            }}
          />
        ))}
      </div>
      <p role="status" className={wrong === -1 ? classes.note : classes.wrong}>
        {wrong === -1 ? t('common.codeNote') : t('common.codeGroupWrong', { group: wrong + 1 })}
      </p>
    </fieldset>
  );
}
