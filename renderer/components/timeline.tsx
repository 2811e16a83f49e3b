import { InstantText } from './instant-text.tsx';
import classes from './timeline.module.css';

export interface TimelineEvent {
  readonly entry: number;
  readonly at: string;
  readonly offsetMinutes: number;
  readonly by: string;
  readonly what: string;
  readonly detail: string;
}

/** What happened to one thing, in the order that the core gives. */
export function Timeline({ events }: { readonly events: readonly TimelineEvent[] }) {
  return (
    <ol className={classes.timeline}>
      {events.map((event) => (
        <li key={event.entry} className={classes.event}>
          <p className={classes.what}>{event.what}</p>
          {event.detail !== '' && <p className={classes.detail}>{event.detail}</p>}
          <p className={classes.when}>
            <InstantText at={event.at} offsetMinutes={event.offsetMinutes} /> · {event.by} · #
            {event.entry}
          </p>
        </li>
      ))}
    </ol>
  );
}
