import { contracts } from '../../../shared/contracts/index.ts';
import type { Life } from './life.ts';
import { demonstrationPeople } from './people.ts';

const personOf = (role: string): string =>
  demonstrationPeople.find((person) => person.role === role)?.user as string;

/** When quality assurance reads the trail, as shares of the time that the study has been running. */
const reviewsAt = [0.35, 0.8] as const;

/** Quality assurance reviews the trail twice; of three questions one waits for its answer. */
export class TrailReviews {
  readonly #life: Life;
  #done = 0;

  constructor(life: Life) {
    this.#life = life;
  }

  /** Does what falls due up to a day, and leaves the pharmacist at work. */
  async until(day: number): Promise<void> {
    const { doer, clock, days, passphrase } = this.#life;
    const next = reviewsAt[this.#done];
    if (next === undefined || next * days > day) return;
    this.#done += 1;
    clock.moveTo(next * days);
    await doer.do('session.signIn', { user: personOf('qa'), passphrase });
    await (this.#done === 1 ? this.#first() : this.#second());
    await doer.do('session.signIn', { user: personOf('unblinded-pharmacist'), passphrase });
  }

  async #first(): Promise<void> {
    const { doer } = this.#life;
    const { entries } = await doer.do('trail.reviews', {});
    const { rows } = await doer.do('trail.page', { critical: 'people', limit: 1 });
    await doer.do('trail.review', {
      scope: 'critical',
      first: 1,
      last: entries,
      comment: 'First review after the start of the study.',
      questions: [
        { entry: rows[0]?.entry ?? null, text: 'Is the training record of this person on file?' },
        { entry: null, text: 'Who stands in for the pharmacist in August?' },
      ],
      signature: this.#signature('trail.review'),
    });
    await doer.do('trail.closeQuestion', {
      question: 'AQ-00001',
      answer: 'Yes, in section 5 of the trial master file.',
      signature: this.#signature('trail.closeQuestion'),
    });
  }

  async #second(): Promise<void> {
    const { doer } = this.#life;
    const { entries, reviewedUntil } = await doer.do('trail.reviews', {});
    await doer.do('trail.closeQuestion', {
      question: 'AQ-00002',
      answer: 'A second pharmacist will be added before the holidays.',
      signature: this.#signature('trail.closeQuestion'),
    });
    await doer.do('trail.review', {
      scope: 'all',
      first: reviewedUntil + 1,
      last: entries,
      comment: 'Read in full before the interim analysis.',
      questions: [{ entry: entries, text: 'Has the second pharmacist been added by now?' }],
      signature: this.#signature('trail.review'),
    });
  }

  #signature(name: 'trail.review' | 'trail.closeQuestion') {
    const meaning = contracts[name].signatures?.meaning ?? '';
    return { user: personOf('qa'), passphrase: this.#life.passphrase, meaning };
  }
}
