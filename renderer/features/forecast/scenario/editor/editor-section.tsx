import { Accordion, Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { pathText } from '../../../../../shared/domain/study/definition-issue.ts';
import { EditorInput } from './editor-input.tsx';
import { EditorTable } from './editor-table.tsx';
import classes from './editor.module.css';
import { readField, writeField } from './field.ts';
import type { FieldGroup, Scenario, Section } from './group.ts';
import { useFieldWords } from './use-field-words.ts';
import { problemAt } from './use-problems.ts';
import type { Checked } from './use-problems.ts';

interface Properties {
  readonly section: Section;
  readonly scenario: Scenario;
  readonly checked: Checked;
  readonly isOpen: boolean;
  onChange(scenario: Scenario): void;
}

function Fields({
  group,
  scenario,
  checked,
  onChange,
}: Pick<Properties, 'scenario' | 'checked' | 'onChange'> & { readonly group: FieldGroup }) {
  const { t } = useTranslation();
  const wordsOf = useFieldWords();
  return (
    <div>
      {group.key !== undefined && <h4>{t(`scenario.group.${group.key}`)}</h4>}
      <div className={classes.fields}>
        {group.fields
          .filter((field) => field.isOff?.(scenario) !== true)
          .map((field) => (
            <EditorInput
              key={field.key}
              field={field}
              label={wordsOf(field)}
              value={readField(field, scenario)}
              problem={problemAt(checked.problems, pathText(field.path), field.isGroup !== true)}
              onChange={(value) => onChange(writeField(field, scenario, value) as Scenario)}
            />
          ))}
      </div>
    </div>
  );
}

/** One part of the scenario, folded until it is wanted. */
export function EditorSection({ section, scenario, checked, isOpen, onChange }: Properties) {
  const { t } = useTranslation();
  const count = checked.problems.filter(({ path }) => section.owns.test(path)).length;
  return (
    <Accordion.Item value={section.key}>
      <Accordion.Control>
        <span className={classes.control}>
          <span className={classes.sectionTitle}>{t(`scenario.section.${section.key}`)}</span>
          <span className={classes.sectionNote}>{t(`scenario.note.${section.key}`)}</span>
          {count > 0 && (
            <Badge color="red" variant="light" tt="none">
              {t('scenario.problems', { count })}
            </Badge>
          )}
        </span>
      </Accordion.Control>
      <Accordion.Panel>
        {isOpen && (
          <div className={classes.groups}>
            {section
              .groups(scenario, checked.sites)
              .map((group, index) =>
                group.kind === 'fields' ? (
                  <Fields
                    key={index}
                    group={group}
                    scenario={scenario}
                    checked={checked}
                    onChange={onChange}
                  />
                ) : (
                  <EditorTable
                    key={group.key}
                    group={group}
                    scenario={scenario}
                    checked={checked}
                    onChange={onChange}
                  />
                ),
              )}
          </div>
        )}
      </Accordion.Panel>
    </Accordion.Item>
  );
}
