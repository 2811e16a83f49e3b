import type { Section } from './group.ts';
import { beginningSection } from './sections/beginning.ts';
import { costsSection } from './sections/costs.ts';
import { lotsSection } from './sections/lots.ts';
import { planSection } from './sections/plan.ts';
import { recruitmentSection } from './sections/recruitment.ts';
import { resupplySection } from './sections/resupply.ts';
import { shelfLifeSection } from './sections/shelf-life.ts';
import { sitesSection } from './sections/sites.ts';
import { subjectsSection } from './sections/subjects.ts';
import { transportSection } from './sections/transport.ts';
import { treatmentSection } from './sections/treatment.ts';
import { visitsSection } from './sections/visits.ts';

/** Everything that a scenario states, in the order in which planners ask. */
export const sections: readonly Section[] = [
  planSection,
  recruitmentSection,
  sitesSection,
  lotsSection,
  resupplySection,
  visitsSection,
  subjectsSection,
  treatmentSection,
  shelfLifeSection,
  transportSection,
  costsSection,
  beginningSection,
];
