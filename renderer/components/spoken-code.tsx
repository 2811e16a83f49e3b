import classes from './spoken-code.module.css';

interface Properties {
  readonly label: string;
  readonly code: string;
  /** One line a group, as it is read out. */
  readonly words: readonly string[];
}

/** A code in large groups, each with the words to read it out by. */
export function SpokenCode({ label, code, words }: Properties) {
  return (
    <ol className={classes.groups} aria-label={label}>
      {code.split('-').map((group, index) => (
        <li key={index} className={classes.group}>
          <span className={classes.code}>{group}</span>
          <span className={classes.words}>{words[index]}</span>
        </li>
      ))}
    </ol>
  );
}
