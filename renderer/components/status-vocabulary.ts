import {
  IconAlertTriangle,
  IconBox,
  IconBuildingHospital,
  IconBuildingWarehouse,
  IconCheck,
  IconCircleCheck,
  IconCircleDashed,
  IconClockExclamation,
  IconDoorEnter,
  IconFlame,
  IconHandStop,
  IconLock,
  IconPackageExport,
  IconPill,
  IconQuestionMark,
  IconRotate,
  IconSignature,
  IconTrash,
  IconTruck,
  IconUserCheck,
  IconUserMinus,
  IconUserOff,
  IconUserSearch,
  IconX,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';

export type Tone = 'good' | 'info' | 'warn' | 'bad' | 'quiet' | 'secret';

export interface StatusLook {
  readonly tone: Tone;
  readonly icon: Icon;
}

const look = (tone: Tone, icon: Icon): StatusLook => ({ tone, icon });

/** The one vocabulary of states: an icon and a tone for every word; the words are in `text/en/status.json`. */
export const statusVocabulary: Readonly<Record<string, StatusLook>> = {
  'in-production': look('quiet', IconBox),
  'at-depot': look('good', IconBuildingWarehouse),
  reserved: look('info', IconHandStop),
  'in-transit': look('info', IconTruck),
  'at-site': look('good', IconBuildingHospital),
  assigned: look('info', IconUserCheck),
  dispensed: look('info', IconPill),
  returned: look('quiet', IconRotate),
  damaged: look('bad', IconAlertTriangle),
  missing: look('bad', IconQuestionMark),
  quarantined: look('warn', IconHandStop),
  'pre-quarantined': look('warn', IconHandStop),
  'awaiting-destruction': look('quiet', IconFlame),
  destroyed: look('quiet', IconTrash),
  expired: look('bad', IconClockExclamation),
  released: look('good', IconCircleCheck),
  'on-hold': look('warn', IconHandStop),
  rejected: look('bad', IconX),
  waiting: look('warn', IconCircleDashed),
  confirmed: look('good', IconCircleCheck),
  'left-out': look('quiet', IconX),
  requested: look('warn', IconCircleDashed),
  approved: look('info', IconCheck),
  picked: look('info', IconHandStop),
  packed: look('info', IconBox),
  'partly-received': look('warn', IconTruck),
  received: look('good', IconCircleCheck),
  lost: look('bad', IconQuestionMark),
  cancelled: look('quiet', IconX),
  acceptable: look('good', IconCircleCheck),
  extra: look('warn', IconPackageExport),
  open: look('quiet', IconCircleDashed),
  screened: look('quiet', IconUserSearch),
  randomized: look('good', IconUserCheck),
  withdrawn: look('quiet', IconUserMinus),
  generated: look('warn', IconCircleDashed),
  verified: look('info', IconCheck),
  'signed-once': look('info', IconSignature),
  locked: look('good', IconLock),
  retired: look('quiet', IconPackageExport),
  active: look('good', IconCircleCheck),
  planned: look('quiet', IconCircleDashed),
  closed: look('quiet', IconX),
  'cohort-waiting': look('quiet', IconCircleDashed),
  'cohort-open': look('good', IconDoorEnter),
  'cohort-closed': look('quiet', IconX),
  deactivated: look('quiet', IconUserOff),
  ready: look('good', IconDoorEnter),
  unused: look('quiet', IconCircleDashed),
  used: look('info', IconUserCheck),
  passed: look('good', IconCircleCheck),
  failed: look('bad', IconX),
};

export const unknownStatus: StatusLook = look('quiet', IconCircleDashed);
