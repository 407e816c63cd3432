import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface PageHeaderProps {
  readonly title: ReactNode;
  /** One line under the title. */
  readonly detail?: ReactNode;
  /** Buttons at the right; the main one last. */
  readonly actions?: ReactNode;
}

/** The heading of a screen. */
export function PageHeader({ title, detail, actions }: PageHeaderProps) {
  return (
    <Group justify="space-between" align="flex-start" mb="md" gap="md">
      <div>
        <Title order={1} size="h2">
          {title}
        </Title>
        {detail !== undefined && (
          <Text size="sm" c="dimmed" mt={2} component="div">
            {detail}
          </Text>
        )}
      </div>
      {actions !== undefined && <Group gap="xs">{actions}</Group>}
    </Group>
  );
}
