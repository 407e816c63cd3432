import { expect, it } from 'vitest';
import { failureCodes } from '../../../domain/failure.ts';
import { failureTexts } from '../../../renderer/text/failures.ts';

it.each(failureCodes)('says of %s what happened, why, and what to do next', (code) => {
  const { title, why, next } = failureTexts[code];

  expect(title).not.toMatch(/\.$/);
  expect(why).toMatch(/\.$/);
  expect(next).toMatch(/\.$/);
});

it('calls no two failures by the same title', () => {
  const titles = Object.values(failureTexts).map(({ title }) => title);

  expect(new Set(titles).size).toBe(titles.length);
});
