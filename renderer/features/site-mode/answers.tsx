import { IconCheck } from '@tabler/icons-react';
import classes from './question.module.css';

interface Properties {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly value: string | null;
  onChoose(value: string): void;
}

/** Large answers of which one is chosen; choosing alone never goes on. */
export function Answers({ label, options, value, onChoose }: Properties) {
  const move = (index: number): void => {
    const option = options[(index + options.length) % options.length];
    if (option !== undefined) onChoose(option.value);
  };
  return (
    <div className={classes.answers} role="radiogroup" aria-label={label}>
      {options.map((option, index) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          className={classes.answer}
          onClick={() => onChoose(option.value)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') move(index + 1);
            if (event.key === 'ArrowUp') move(index - 1);
          }}
        >
          <span className={classes.answerMark} aria-hidden>
            {option.value === value && <IconCheck size={18} stroke={3} />}
          </span>
          {option.text}
        </button>
      ))}
    </div>
  );
}
