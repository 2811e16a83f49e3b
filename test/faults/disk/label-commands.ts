import { signature, step } from './step.ts';
import type { Must, Step } from './step.ts';

const reason = 'Done to see what a broken disk does.';

async function changedTemplate(must: Must) {
  const { templates } = await must('labels.templates', {});
  const definition = templates.find((row) => row.definition.id === 'kit-roll')?.definition;
  if (definition === undefined) throw new Error('the demonstration has signed no kit label');
  return { ...definition, title: `${definition.title}, checked again` };
}

/** A new version of a label, and labels of kits at a place. */
export const labelCommands = (place: string): readonly Step[] => [
  step('maren', 'labels.defineTemplate', async (must) => ({
    template: await changedTemplate(must),
    reason,
    signature: signature('maren', 'I approve this label for use in the study'),
  })),
  step('maren', 'labels.print', async (must) => {
    const { rows } = await must('kits.page', { place, status: ['at-depot'], limit: 3 });
    const numbers = rows.map(({ number }) => number);
    return { template: 'kit-roll', kits: { by: 'numbers', numbers }, reason };
  }),
];
