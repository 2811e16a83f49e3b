import { actOnKits } from './act-on-kits/handler.ts';
import { allocate } from './allocate/handler.ts';
import { dispense } from './dispense/handler.ts';
import { generateKits } from './generate-kits/handler.ts';
import type { CommandHandlers } from './handlers.ts';
import { importKits } from './import-kits/handler.ts';
import { receiveKits } from './receive-kits/handler.ts';
import { registerLot } from './register-lot/handler.ts';
import { sendKits } from './send-kits/handler.ts';
import { setSiteStatus } from './set-site-status/handler.ts';
import { withdraw } from './withdraw/handler.ts';

const unwritten = (): never => {
  throw new Error('this command has no handler');
};

/** One handler a command of the contract map. Handlers decide; only the door records. */
export const commandHandlers: CommandHandlers = {
  'study.amend': unwritten,
  'study.setSiteStatus': setSiteStatus,
  'lots.register': registerLot,
  'kits.import': importKits,
  'kits.generate': generateKits,
  'kits.receive': receiveKits,
  'kits.send': sendKits,
  'kits.act': actOnKits,
  'randomization.generate': unwritten,
  'randomization.verify': unwritten,
  'randomization.sign': unwritten,
  'randomization.retire': unwritten,
  'randomization.reveal': unwritten,
  'subjects.allocate': allocate,
  'subjects.dispense': dispense,
  'subjects.withdraw': withdraw,
};
