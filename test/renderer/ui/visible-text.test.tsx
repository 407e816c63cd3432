import { cleanup, render } from '@testing-library/react';
import { expect, it, onTestFinished } from 'vitest';
import { VisibleText } from '../../../renderer/ui/visible-text.tsx';

it.each([
  ['João da Silva', 'João da Silva'],
  ['uma linha\ne outra\tcom tabulação', 'uma linha\ne outra\tcom tabulação'],
  ['sino\u0007', 'sino\\u0007'],
  ['\u202eotxet', '\\u202eotxet'],
  ['zero\u200blargura', 'zero\\u200blargura'],
  ['\ud800 sozinho', '\\ud800 sozinho'],
  ['marca \u{e0041}', 'marca \\u{e0041}'],
  ['branco\u00a0fixo', 'branco\u00a0fixo'],
  ['<b>negrito</b>', '<b>negrito</b>'],
  ['👩‍🚀', '👩\\u200d🚀'],
])('shows %j as %j', (text, shown) => {
  onTestFinished(cleanup);

  const { container } = render(<VisibleText>{text}</VisibleText>);

  expect(container.textContent).toBe(shown);
  expect(container.querySelector('b')).toBeNull();
});
