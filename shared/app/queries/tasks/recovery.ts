import { roles } from '../../../domain/access/roles.ts';
import { isDemonstration, latestDeal, shareState } from '../../../store/queries/recovery-shares.ts';
import type { TaskSource } from './task.ts';
import { plural } from './task.ts';

/** A share that waits can still be lost with its holder's passphrase. */
export const ownShareTasks: TaskSource = {
  roles,
  find({ db, actor }) {
    const deal = latestDeal(db);
    if (deal === null || !deal.holders.includes(actor.user)) return [];
    if (shareState(db, deal, actor.user) !== 'waiting') return [];
    return [
      {
        kind: 'access',
        urgency: 'soon',
        title: 'A recovery share waits for you',
        detail: 'Take it under Study, People, and keep it apart: it is shown once.',
        target: { screen: 'study', id: null },
      },
    ];
  },
};

/** Without enough shares in hands nobody can get access again when passphrases are lost. */
export const recoveryTasks: TaskSource = {
  roles: ['unblinded-pharmacist', 'administrator'],
  find({ db }) {
    if (isDemonstration(db)) return [];
    const deal = latestDeal(db);
    const states = deal?.holders.map((user) => shareState(db, deal, user)) ?? [];
    const left = states.filter((state) => state !== 'lost').length;
    if (deal !== null && left >= deal.threshold) return [];
    return [
      {
        kind: 'access',
        urgency: 'later',
        title:
          deal === null
            ? 'The trail knows of no recovery shares'
            : `Only ${plural(left, 'recovery share')} left of the ${deal.threshold} that are needed`,
        detail:
          'When passphrases are lost, nobody can get access again. Somebody who holds the key deals shares under Study, People.',
        target: { screen: 'study', id: null },
      },
    ];
  },
};
