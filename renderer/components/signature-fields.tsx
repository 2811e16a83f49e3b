import { Fieldset, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SignatureInput } from '../../shared/contracts/common.ts';

interface Properties {
  readonly value: SignatureInput;
  onChange(value: SignatureInput): void;
  /** Where two people sign: whose signature this is. */
  readonly legend?: string;
}

/** A full sign-in again, and what the signature means. The person may be another than the one signed in. */
export function SignatureFields({ value, onChange, legend }: Properties) {
  const { t } = useTranslation();
  return (
    <Fieldset legend={legend ?? t('common.signature')}>
      <Stack gap="sm">
        <p className="quiet" style={{ margin: 0, fontSize: 13 }}>
          {t('common.signatureMeaning', { meaning: value.meaning })}
        </p>
        <TextInput
          label={t('common.userName')}
          autoComplete="off"
          value={value.user}
          onChange={(event) => onChange({ ...value, user: event.currentTarget.value })}
        />
        <PasswordInput
          label={t('common.passphrase')}
          autoComplete="off"
          value={value.passphrase}
          onChange={(event) => onChange({ ...value, passphrase: event.currentTarget.value })}
        />
      </Stack>
    </Fieldset>
  );
}
