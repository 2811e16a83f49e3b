import type { Json } from '../../base/canonical-json.ts';
import type { Refusal } from '../../base/refusal.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import type { EventBodies } from '../../ledger/events.ts';
import type { PlaceFacts } from '../../store/queries/allocation-facts.ts';
import type { Pick as KitPick } from '../kit-pick/pick-kits.ts';

/** What is asked for: the subject's site and captured values, and the visit of the first kits. */
export interface Wanted {
  readonly definition: StudyDefinition;
  readonly site: PlaceFacts;
  readonly factors: { readonly [factor: string]: string };
  readonly visit: string;
  /** Named by the person where several cohorts are open. */
  readonly cohort: string | undefined;
}

type RandomizedBody = EventBodies['subject-randomized'];

/** An arm with its kits, and what the record says of how it was found. */
export interface Assignment {
  readonly arm: number;
  readonly pick: KitPick;
  readonly body: Pick<RandomizedBody, 'list' | 'stratum' | 'position' | 'live' | 'insteadOf'>;
  /** Beside arm and kits in the sealed part. */
  readonly secret: { readonly [name: string]: Json };
}

/** A stratum without a free slot: its reserve list may serve. */
export interface Exhausted {
  readonly exhausted: string;
  readonly refusal: Refusal;
}
