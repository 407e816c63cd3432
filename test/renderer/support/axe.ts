import axe from 'axe-core';

/**
 * What axe finds in the page against WCAG 2.2 AA, as `rule: element` lines.
 * Contrast is left to a real browser: the test's DOM lays nothing out.
 */
export async function findingsOfAxe(): Promise<readonly string[]> {
  const { violations } = await axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    rules: { 'color-contrast': { enabled: false } },
  });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}
