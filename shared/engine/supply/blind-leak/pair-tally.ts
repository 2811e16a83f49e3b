/** What possible allocations say about each pair of subjects. */
export class PairTally {
  readonly subjects: number;
  /** Allocations that agree with everything seen. */
  possible = 0;
  private readonly canBeSame: Uint8Array;
  private readonly canDiffer: Uint8Array;

  constructor(subjects: number) {
    this.subjects = subjects;
    this.canBeSame = new Uint8Array(subjects * subjects);
    this.canDiffer = new Uint8Array(subjects * subjects);
  }

  add(arms: ArrayLike<number>): void {
    const { subjects } = this;
    this.possible += 1;
    for (let a = 0; a < subjects; a += 1) {
      for (let b = a + 1; b < subjects; b += 1) {
        (arms[a] === arms[b] ? this.canBeSame : this.canDiffer)[a * subjects + b] = 1;
      }
    }
  }

  /** `same` or `different` when every possible allocation says so, else null. */
  verdict(a: number, b: number): 'same' | 'different' | null {
    const at = Math.min(a, b) * this.subjects + Math.max(a, b);
    if (this.canBeSame[at] === this.canDiffer[at]) return null;
    return this.canBeSame[at] === 1 ? 'same' : 'different';
  }

  get pairs(): number {
    return (this.subjects * (this.subjects - 1)) / 2;
  }

  /** Pairs whose same or different arm is certain. */
  get certain(): number {
    let certain = 0;
    for (let a = 0; a < this.subjects; a += 1) {
      for (let b = a + 1; b < this.subjects; b += 1) if (this.verdict(a, b) !== null) certain += 1;
    }
    return certain;
  }
}
