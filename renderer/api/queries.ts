/** Hooks over the calls: one answer, a list without pages, an action. */
import {
  QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { CallName, Input, Output } from '../../preload/contract/api.ts';
import { call, failureOf } from './client.ts';
import type { FailureShape } from '../../preload/contract/result.ts';

/** The core tells what changed, so nothing is asked again by age, focus or network. */
export function createQueries(): QueryClient {
  const local = { networkMode: 'always', retry: false } as const;
  return new QueryClient({
    defaultOptions: {
      queries: { ...local, staleTime: Infinity, refetchOnWindowFocus: false },
      mutations: local,
    },
  });
}

/** Starts with the area of the call, which is what changes outdate. */
export function queryKey<N extends CallName>(name: N, input: Input<N>): readonly unknown[] {
  return [name.split('.')[0], name, input];
}

export interface CallOptions {
  readonly isEnabled?: boolean;
  /** Ask again after this many milliseconds, for what changes by the clock alone. */
  readonly everyMs?: number;
  /** Keep the last answer on screen while another input is being asked. */
  readonly keepsPrevious?: boolean;
}

/** The answer of a call, kept current by the events of the core. */
export function useCall<N extends CallName>(
  name: N,
  input: Input<N>,
  options: CallOptions = {},
): UseQueryResult<Output<N>> {
  return useQuery<Output<N>>({
    queryKey: queryKey(name, input),
    queryFn: () => call(name, input),
    enabled: options.isEnabled ?? true,
    ...(options.everyMs === undefined ? {} : { refetchInterval: options.everyMs }),
    ...(options.keepsPrevious ? { placeholderData: (previous: unknown) => previous as never } : {}),
  });
}

/** A call that changes something. `mutateAsync` throws CallFailure; `error` goes to FailureAlert. */
export function useAction<N extends CallName>(
  name: N,
): UseMutationResult<Output<N>, Error, Input<N>> {
  return useMutation<Output<N>, Error, Input<N>>({ mutationFn: (input) => call(name, input) });
}

/** The calls that give pages: `{ rows, next }`. */
export type ListName = {
  [N in CallName]: Output<N> extends { rows: unknown[]; next?: string | undefined } ? N : never;
}[CallName];
export type RowOf<N extends ListName> = Output<N>['rows'][number];

/** A list as DataTable takes it. */
export interface ListState<Row> {
  readonly rows: readonly Row[];
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly isLoadingMore: boolean;
  readonly failure: FailureShape | undefined;
  readonly loadMore: () => void;
  readonly reload: () => void;
}

const PAGE_SIZE = 200;

/**
 * A list of any length: pages are asked for as the table gets near its end.
 * @param input all but `after` and `limit`
 */
export function useList<N extends ListName>(
  name: N,
  input: Omit<Input<N>, 'after' | 'limit'>,
): ListState<RowOf<N>> {
  const query = useInfiniteQuery({
    queryKey: [name.split('.')[0], name, input],
    queryFn: ({ pageParam }) => askPage(name, input, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
  });
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query;
  const rows = useMemo(() => (data?.pages ?? []).flatMap((page) => page.rows), [data]);
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return {
    rows,
    hasMore: hasNextPage,
    isLoading: query.isPending,
    isLoadingMore: isFetchingNextPage,
    failure: error === null ? undefined : failureOf(error),
    loadMore,
    reload: () => void refetch(),
  };
}

async function askPage<N extends ListName>(
  name: N,
  input: Omit<Input<N>, 'after' | 'limit'>,
  after: string | undefined,
): Promise<{ rows: RowOf<N>[]; next?: string | undefined }> {
  const paged = { ...input, limit: PAGE_SIZE, ...(after === undefined ? {} : { after }) };
  const page = await call(name, paged as unknown as Input<N>);
  return page;
}
