import { dateInWords, daysBetween } from '../../../base/iso-date.ts';
import type { IsoDate } from '../../../base/iso-date.ts';
import type { Task } from '../../../contracts/trail.ts';
import { allPacks } from '../../../store/queries/pack-facts.ts';
import type { PackFacts } from '../../../store/queries/pack-facts.ts';
import { deskCounts } from '../../reconcile/desk-items.ts';
import type { TaskSource } from './task.ts';
import { atMost, plural } from './task.ts';

/** Packs are named from here on before their last day. */
const soonDays = 14;
/** A pack is running out when no more than this part of it is left. */
const lowShare = 0.25;

const isoDay = (instant: string): IsoDate => instant.slice(0, 10) as IsoDate;

function packTask(pack: PackFacts, today: IsoDate): readonly Task[] {
  const left = pack.envelopes - pack.used - pack.returned;
  const days = daysBetween(today, isoDay(pack.validUntil));
  const target = { screen: 'backup', id: `packs:${pack.code}` };
  const detail = `${pack.code} at ${pack.site}: ${left} of ${plural(pack.envelopes, 'envelope')} left, valid until ${dateInWords(isoDay(pack.validUntil))}.`;
  if (days < 0) {
    return [{ kind: 'backup', urgency: 'soon', title: `Close pack ${pack.code}`, detail, target }];
  }
  const isLow = left <= pack.envelopes * lowShare;
  if (!isLow && days > soonDays) return [];
  const title = `Site ${pack.site} needs another pack`;
  return [{ kind: 'backup', urgency: left === 0 ? 'now' : 'soon', title, detail, target }];
}

/** Packs that run out or end, as far as records came home. */
export const packTasks: TaskSource = {
  roles: ['unblinded-pharmacist'],
  find({ db, now }) {
    const issued = allPacks(db).filter(({ status }) => status === 'issued');
    const tasks = issued.flatMap((pack) => packTask(pack, isoDay(now.instant)));
    return atMost(tasks, (hidden) => ({
      title: `${plural(hidden, 'more pack')} run out or end`,
      detail: 'The Backup screen shows every pack.',
      target: { screen: 'backup', id: 'packs' },
    }));
  },
};

/** Offline assignments that did not match and wait for a decision. */
export const verdictTasks: TaskSource = {
  roles: ['unblinded-pharmacist'],
  find({ db }) {
    const filter = { state: 'open', verdict: null, sites: null, pack: null };
    const open = deskCounts(db, filter).reduce((sum, row) => sum + row.assignments, 0);
    if (open === 0) return [];
    return [
      {
        kind: 'backup',
        urgency: 'now',
        title: `Decide about ${plural(open, 'offline assignment')}`,
        detail: 'They do not match what the console holds; the evidence of both sides is there.',
        target: { screen: 'backup', id: 'desk' },
      },
    ];
  },
};
