import { day, flag, names, share, text, whole } from '../field.ts';
import { fields } from '../group.ts';
import type { Section } from '../group.ts';

/** Name, span and accepted risk. */
export const planSection: Section = {
  key: 'plan',
  owns: /^(name|start|horizonDays|risk|closesSites|focus)\b/,
  groups: () => [
    fields([
      text('name', 'name'),
      day('start', 'start'),
      whole('horizonDays', 'horizonDays'),
      share('risk', 'risk', { usual: 0.05 }),
      names('focus', 'focus', { isOptional: true }),
      flag('closesSites', 'closesSites', { usual: true }),
    ]),
  ],
};
