import type { CommandHandlers } from './handlers.ts';

const unwritten = (): never => {
  throw new Error('this command has no handler');
};

/** One handler a command of the contract map. Handlers decide; only the door records. */
export const commandHandlers: CommandHandlers = {
  'study.amend': unwritten,
  'study.setSiteStatus': unwritten,
  'lots.register': unwritten,
  'kits.import': unwritten,
  'kits.generate': unwritten,
  'kits.receive': unwritten,
  'kits.send': unwritten,
  'kits.act': unwritten,
  'randomization.generate': unwritten,
  'randomization.verify': unwritten,
  'randomization.sign': unwritten,
  'randomization.retire': unwritten,
  'randomization.reveal': unwritten,
  'subjects.allocate': unwritten,
  'subjects.dispense': unwritten,
  'subjects.withdraw': unwritten,
};
