import { Accordion } from '@mantine/core';
import { useState } from 'react';
import { EditorSection } from './editor-section.tsx';
import classes from './editor.module.css';
import type { Scenario } from './group.ts';
import { sections } from './sections.ts';
import type { Checked } from './use-problems.ts';

interface Properties {
  readonly scenario: Scenario;
  readonly checked: Checked;
  /** False: only the plan is offered. */
  readonly isWhole: boolean;
  onChange(scenario: Scenario): void;
}

/** The whole scenario to change, part by part; nothing of the format is left to a text editor. */
export function ScenarioEditor({ scenario, checked, isWhole, onChange }: Properties) {
  const [open, setOpen] = useState<readonly string[]>(['plan']);
  return (
    <Accordion
      multiple
      variant="contained"
      chevronPosition="left"
      value={[...open]}
      onChange={setOpen}
      transitionDuration={0}
      className={classes.editor ?? ''}
    >
      {(isWhole ? sections : sections.slice(0, 1)).map((section) => (
        <EditorSection
          key={section.key}
          section={section}
          scenario={scenario}
          checked={checked}
          isOpen={open.includes(section.key)}
          onChange={onChange}
        />
      ))}
    </Accordion>
  );
}
