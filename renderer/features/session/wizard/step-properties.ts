import type { WizardValues } from './wizard-values.ts';

/** What every step of the wizard gets. */
export interface StepProperties {
  readonly values: WizardValues;
  onChange(part: Partial<WizardValues>): void;
}
