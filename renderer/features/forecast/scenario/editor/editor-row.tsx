import { pathText } from '../../../../../shared/domain/study/definition-issue.ts';
import { useTranslation } from 'react-i18next';
import { EditorCell } from './editor-cell.tsx';
import classes from './editor.module.css';
import { readField, writeField } from './field.ts';
import type { Field } from './field.ts';
import type { Scenario } from './group.ts';
import { valueAt, withValue } from './place.ts';
import type { Place } from './place.ts';
import { useFieldWords } from './use-field-words.ts';
import { problemAt } from './use-problems.ts';
import type { Checked } from './use-problems.ts';

interface Properties {
  readonly place: Place;
  readonly fields: readonly Field[];
  readonly scenario: Scenario;
  readonly checked: Checked;
  readonly number: number;
  onChange(scenario: Scenario): void;
}

/** The values of one row. */
export function EditorRow({ place, fields, scenario, checked, number, onChange }: Properties) {
  const { t } = useTranslation();
  const wordsOf = useFieldWords();
  const row = valueAt(scenario, place);
  return fields.map((field) => {
    const words = wordsOf(field);
    if (field.isOff?.(row) === true) {
      return (
        <td key={words} className={classes.off}>
          –
        </td>
      );
    }
    const problem = problemAt(
      checked.problems,
      pathText([...place, ...field.path]),
      field.isGroup !== true,
    );
    return (
      <td key={words}>
        <EditorCell
          field={field}
          label={t('scenario.cell', { words, number })}
          value={readField(field, row)}
          problem={problem}
          onChange={(value) => onChange(withValue(scenario, place, writeField(field, row, value)))}
        />
        {problem !== undefined && <p className={classes.cellProblem}>{problem}</p>}
      </td>
    );
  });
}
