import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

/** Waits for the fades under way: half-way through one, a text has the contrast of neither end. */
async function standStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getTiming().iterations !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/**
 * The serious and critical findings on what the page shows now, each with the places where it stands. The rules run
 * in the page itself, which has no frames, and only violations are described: a third of the time of the other way.
 */
export async function graveFindings(page: Page): Promise<readonly string[]> {
  await standStill(page);
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** No grave finding; the walk goes on after one, so that one run finds them all. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  expect.soft(await graveFindings(page), `accessibility of ${what}`).toEqual([]);
}
