import { Group, Stack, Text } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly icon: Icon;
  readonly title: string;
  /** Teaches the next step. */
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

/** What a list says when it has nothing to show. */
export function EmptyState({ icon: EmptyIcon, title, children, actions }: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" maw={480} mx="auto" ta="center">
      <EmptyIcon size={36} stroke={1.4} color="var(--muted)" aria-hidden />
      <Text fw={600}>{title}</Text>
      <Text size="sm" c="dimmed" component="div">
        {children}
      </Text>
      {actions !== undefined && (
        <Group gap="xs" mt={4} justify="center">
          {actions}
        </Group>
      )}
    </Stack>
  );
}
