/**
 * Things to do by day: whole numbers (whom it concerns) in one list a day. Adding and taking cost the same
 * however many there are. Those of a day come last in, first out.
 */
export class DayQueue {
  private readonly head: Int32Array;
  private next: Int32Array;
  private payload: Int32Array;
  private size = 0;

  constructor(days: number, room: number) {
    this.head = new Int32Array(days).fill(-1);
    this.next = new Int32Array(Math.max(16, room));
    this.payload = new Int32Array(Math.max(16, room));
  }

  clear(): void {
    this.head.fill(-1);
    this.size = 0;
  }

  /** Days beyond the last are dropped: nothing happens there. A past day is a defect. */
  add(day: number, what: number): void {
    if (day >= this.head.length) return;
    if (this.size === this.next.length) this.grow();
    const node = this.size++;
    this.payload[node] = what;
    this.next[node] = this.head[day] as number;
    this.head[day] = node;
  }

  /** Takes one of the day; -1 when there is none left. */
  take(day: number): number {
    const node = this.head[day] as number;
    if (node < 0) return -1;
    this.head[day] = this.next[node] as number;
    return this.payload[node] as number;
  }

  private grow(): void {
    const next = new Int32Array(this.size * 2);
    const payload = new Int32Array(this.size * 2);
    next.set(this.next);
    payload.set(this.payload);
    this.next = next;
    this.payload = payload;
  }
}
