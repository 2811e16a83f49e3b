import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import classes from './lab.module.css';

interface Properties {
  readonly procedure: OutputOf<'lab.procedures'>['procedures'][number];
  readonly values: Readonly<Record<string, string>>;
  onChange(values: Readonly<Record<string, string>>): void;
}

/** One field a parameter, with what it means and its range from the core; the core alone refuses. */
export function ParameterFields({ procedure, values, onChange }: Properties) {
  const { t } = useTranslation();
  if (procedure.parameters.length === 0) return null;
  return (
    <div className={classes.parameters}>
      {procedure.parameters.map(({ name, range, meaning, required }) => (
        <TextInput
          key={name}
          size="xs"
          label={t(required ? 'lab.parameter' : 'lab.parameterOptional', { name })}
          description={
            <>
              <span className={classes.meaning} title={meaning}>
                {meaning}
              </span>
              <span className={classes.meaning} title={range}>
                {range.replaceAll('<=', '≤')}
              </span>
            </>
          }
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          spellCheck={false}
          autoComplete="off"
          value={values[name] ?? ''}
          onChange={(event) => onChange({ ...values, [name]: event.currentTarget.value })}
        />
      ))}
    </div>
  );
}
