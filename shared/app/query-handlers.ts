import type { QueryHandlers } from './handlers.ts';

const unwritten = (): never => {
  throw new Error('this query has no handler');
};

/** One handler a query of the contract map. Queries read; nothing here can write. */
export const queryHandlers: QueryHandlers = {
  'study.get': unwritten,
  'study.places': unwritten,
  'access.users': unwritten,
  'access.roles': unwritten,
  'kits.page': unwritten,
  'kits.summary': unwritten,
  'kits.get': unwritten,
  'kits.export': unwritten,
  'kits.checkFile': unwritten,
  'lots.page': unwritten,
  'randomization.lists': unwritten,
  'randomization.strata': unwritten,
  'randomization.certificate': unwritten,
  'subjects.page': unwritten,
  'subjects.get': unwritten,
  'subjects.slip': unwritten,
  'trail.page': unwritten,
  'trail.kinds': unwritten,
  'trail.export': unwritten,
  'today.get': unwritten,
};
