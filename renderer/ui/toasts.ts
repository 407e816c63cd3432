import { notifications } from '@mantine/notifications';
import { failureOf } from '../api/client.ts';
import { failureTexts } from '../text/failures.ts';

/** Says in passing that something was done. */
export function sayDone(message: string): void {
  notifications.show({ message, color: 'green.8', autoClose: 4_000 });
}

/** Says in passing what went wrong, where the screen has no better place for it. */
export function sayFailed(error: unknown): void {
  const text = failureTexts[failureOf(error).code];
  notifications.show({
    title: text.title,
    message: `${text.why} ${text.next}`,
    color: 'red.8',
    autoClose: 12_000,
  });
}

/** Says what was done only in part; stays until it is closed. */
export function sayWarning(title: string, message: string): void {
  notifications.show({ title, message, color: 'orange.8', autoClose: false });
}
