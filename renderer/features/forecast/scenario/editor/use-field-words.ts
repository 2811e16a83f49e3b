import { useTranslation } from 'react-i18next';
import type { Field } from './field.ts';

/** The words above a field. */
export function useFieldWords(): (field: Field) => string {
  const { t } = useTranslation();
  return ({ key, label }) => label ?? t(`scenario.field.${key}`);
}
