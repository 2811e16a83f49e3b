import { amount, choice, named, share, whole } from '../field.ts';
import { fields, table } from '../group.ts';
import type { Section } from '../group.ts';

/** How subjects keep to the schedule. */
export const subjectsSection: Section = {
  key: 'subjects',
  owns: /^subjects(?!\.present\b)/,
  groups: (scenario) => {
    const arms = scenario.arms.map(({ id }) => id);
    return [
      fields([
        amount('dropoutPerDay', 'subjects/dropoutPerDay', { usual: 0 }),
        choice('visitOn', 'subjects/visitDay', ['window', 'planned'], { usual: 'window' }),
        share('late', 'subjects/late', { usual: 0 }),
        whole('lateDays', 'subjects/lateDays', { usual: 7 }),
        share('replacement', 'subjects/replacement', { usual: 0 }),
        whole('waitDays', 'subjects/waitDays', { usual: 0 }),
      ]),
      table(scenario, {
        key: 'dropoutByArm',
        place: 'subjects/dropoutByArm',
        columns: [named('arm', 'arm', arms), amount('dropoutPerDay', 'dropoutPerDay')],
        fresh: () => ({ arm: arms[0] ?? '', dropoutPerDay: 0.001 }),
      }),
    ];
  },
};
