import type { CriticalClass } from '../../domain/trail/critical-events.ts';

/** Classes of critical events as people call them. */
export const criticalWords: Readonly<Record<CriticalClass, string>> = {
  'code-break': 'Code breaks',
  unblinding: 'Unblinding and access to arm information',
  'quarantine-release': 'Releases from quarantine',
  'changed-after-signature': 'Changes after signature',
  correction: 'Corrections',
  'failed-sign-in': 'Failed sign-ins',
  people: 'People and roles',
  override: 'Overrides',
};
