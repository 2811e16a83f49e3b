import { hashOf } from '../state/route.ts';
import classes from './part-links.module.css';

interface Props {
  readonly label: string;
  readonly screen: Parameters<typeof hashOf>[0];
  readonly parts: readonly { readonly open: string | null; readonly text: string }[];
  /** The `open` of the part that is shown. */
  readonly chosen: string | null;
}

/** The parts of a screen, each with an address of its own. */
export function PartLinks({ label, screen, parts, chosen }: Props) {
  return (
    <nav className={classes.parts} aria-label={label}>
      {parts.map(({ open, text }) => (
        <a
          key={text}
          href={hashOf(screen, open)}
          aria-current={open === chosen ? 'page' : undefined}
        >
          {text}
        </a>
      ))}
    </nav>
  );
}
