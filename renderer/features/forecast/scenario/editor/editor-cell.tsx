import type { InputProperties } from './editor-input.tsx';
import classes from './editor.module.css';
import { useChoices } from './use-choices.ts';
import { useTyped } from './use-typed.ts';

const widths: Readonly<Record<string, string>> = {
  whole: '6rem',
  amount: '7rem',
  share: '6rem',
  day: '6.8rem',
  names: '11rem',
  numbers: '9rem',
  text: '11rem',
};

function TypedCell({ field, label, value, problem, onChange }: InputProperties) {
  const { isNotYet, ...typed } = useTyped(field, value, onChange);
  const { kind } = field;
  const isNumber = kind === 'whole' || kind === 'amount' || kind === 'share';
  return (
    <input
      aria-label={label}
      aria-invalid={isNotYet || problem !== undefined}
      title={problem}
      className={classes.cellInput}
      style={{ width: widths[kind], textAlign: isNumber ? 'right' : 'left' }}
      {...typed}
    />
  );
}

/** One value of a table; its label is heard, and seen at the head of the column. */
export function EditorCell(properties: InputProperties) {
  const { field, label, value, problem, onChange } = properties;
  const choices = useChoices(field);
  if (field.kind === 'flag') {
    return (
      <input
        type="checkbox"
        aria-label={label}
        checked={(value ?? field.usual) === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  }
  if (field.kind !== 'choice') return <TypedCell {...properties} />;
  return (
    <select
      aria-label={label}
      aria-invalid={problem !== undefined}
      title={problem}
      className={classes.cellInput}
      value={choices.shown(value)}
      onChange={(event) => onChange(choices.chosen(event.currentTarget.value))}
    >
      {choices.options.some((option) => option.value === choices.shown(value)) || (
        <option value={choices.shown(value)}>{choices.shown(value)}</option>
      )}
      {choices.options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
