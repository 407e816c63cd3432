import type { UrlTest } from '../../../preload/contract/simulator.ts';
import { useAction } from '../../api/queries.ts';
import { simulatorText } from '../../text/simulator.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { Notice } from '../../ui/notice.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';

const text = simulatorText.urls.result;

export interface UrlTester {
  readonly run: (url: string) => void;
  /** The URL that is being tested. */
  readonly running: string | undefined;
  readonly tested: string | undefined;
  readonly result: UrlTest | undefined;
  readonly error: unknown;
}

/** "Testar": one test at a time, and the result of the last one. */
export function useUrlTest(gateway: string): UrlTester {
  const test = useAction('simulator.testUrl');
  return {
    run: (url) => test.mutate({ gateway, url }),
    running: test.isPending ? test.variables.url : undefined,
    tested: test.variables?.url,
    result: test.data,
    error: test.error,
  };
}

/** What the gateway's site says after a test. */
export function TestResult({ tester }: { readonly tester: UrlTester }) {
  const { result, tested = '' } = tester;
  if (tester.error) return <ErrorAlert error={tester.error} />;
  if (!result) return null;
  return (
    <Notice tone={result.isOk ? 'good' : 'bad'} role="status" title={wordsOf(result)}>
      <div>
        <VisibleText>{tested}</VisibleText>
      </div>
      {result.isOk && <div>{text.meaning}</div>}
    </Notice>
  );
}

function wordsOf({ isOk, httpStatus, error, elapsedMs }: UrlTest): string {
  if (isOk) return text.ok(elapsedMs);
  return httpStatus === null
    ? text.error(error ?? '', elapsedMs)
    : text.status(httpStatus, elapsedMs);
}
