import { Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from '../code-break.module.css';

export interface AskedByValues {
  readonly isOther: boolean;
  readonly name: string;
  readonly role: string;
  readonly contact: string;
}

export const nobodyElse: AskedByValues = { isOther: false, name: '', role: '', contact: '' };

export const isAsked = ({ name, role, contact }: AskedByValues): boolean =>
  [name, role, contact].every((text) => text.trim() !== '');

interface Properties {
  readonly value: AskedByValues;
  onChange(value: AskedByValues): void;
}

const fields = ['name', 'role', 'contact'] as const;

/** Who asked, where it is not the person at the screen: an investigator or a poison centre on the telephone. */
export function AskedBy({ value, onChange }: Properties) {
  const { t } = useTranslation();
  return (
    <div className={classes.asked}>
      <Checkbox
        label={t('codeBreak.somebodyElse')}
        checked={value.isOther}
        onChange={(event) => onChange({ ...value, isOther: event.currentTarget.checked })}
      />
      {value.isOther && (
        <div className={classes.askedFields}>
          {fields.map((field) => (
            <TextInput
              key={field}
              label={t(`codeBreak.asked.${field}`)}
              value={value[field]}
              onChange={(event) => onChange({ ...value, [field]: event.currentTarget.value })}
            />
          ))}
        </div>
      )}
    </div>
  );
}
