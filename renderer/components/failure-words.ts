import type { TFunction } from 'i18next';
import type { Failure } from '../transport/client.ts';

export interface FailureWords {
  readonly rule: string | null;
  readonly message: string;
  readonly because: readonly string[];
  readonly next: string;
}

/** The words of any failure. Defects show only their incident number; the details are in the core's log. */
export function failureWords(failure: Failure, t: TFunction): FailureWords {
  switch (failure.kind) {
    case 'refused':
      return failure.refusal;
    case 'invalid-input':
      return {
        rule: null,
        message: t('failure.invalidInput'),
        because: failure.issues.map(({ path, expected }) =>
          path === '' ? expected : `${path}: ${expected}`,
        ),
        next: t('failure.invalidInputNext'),
      };
    case 'forbidden':
      return {
        rule: null,
        message: failure.message,
        because: [],
        next: t('failure.forbiddenNext'),
      };
    case 'internal':
      return {
        rule: null,
        message: t('failure.internal', { incident: failure.incident }),
        because: [],
        next: t('failure.internalNext'),
      };
    case 'unreachable':
      return {
        rule: null,
        message: t('failure.unreachable'),
        because: [],
        next: t('failure.unreachableNext'),
      };
  }
}
