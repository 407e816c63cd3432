/** The whole window over a fake bridge, in the DOM of the test. */
import { notifications } from '@mantine/notifications';
import { cleanup, render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { createMemoryRouter } from 'react-router';
import { onTestFinished } from 'vitest';
import { App } from '../../../renderer/app/app.tsx';
import { routes } from '../../../renderer/app/routes.tsx';
import { configureZod } from '../../../renderer/ui/form/use-zod-form.ts';
import { quietAnswers } from './answers.ts';
import { createFakeBridge, type Answers, type FakeBridge } from './fake-bridge.ts';

export interface OpenApp extends FakeBridge {
  readonly user: UserEvent;
  /** The address that the window shows now. */
  readonly address: () => string;
}

/** Opens the window at an address; what `answers` leaves out is answered as by a quiet core. */
export function openApp(address: string, answers: Answers = {}): OpenApp {
  localStorage.clear();
  document.documentElement.lang = 'pt-BR';
  configureZod();
  giveElementsASize();
  const fake = createFakeBridge({ ...quietAnswers, ...answers });
  Object.defineProperty(window, 'baixa', { value: fake.bridge, configurable: true });
  const router = createMemoryRouter(routes, { initialEntries: [address] });
  onTestFinished(() => {
    cleanup();
    notifications.clean();
  });
  render(<App router={router} env="test" />);
  return {
    ...fake,
    user: userEvent.setup(),
    address: () => router.state.location.pathname + router.state.location.search,
  };
}

/** Virtual rows are drawn for the height that there is, and a test's DOM has none. */
export function giveElementsASize(): void {
  for (const [name, size] of [
    ['clientHeight', 600],
    ['clientWidth', 1_200],
  ] as const)
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => size });
}
