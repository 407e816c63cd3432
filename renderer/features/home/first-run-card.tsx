import { Button, Group, Paper, Progress, Text } from '@mantine/core';
import { Link } from 'react-router';
import { firstSteps, useFirstSteps } from '../../api/first-steps.ts';
import { homeText } from '../../text/home.ts';
import { paths } from '../../ui/paths.ts';

const text = homeText.firstRun;

/** How far the first run has come; gone once it is done. */
export function FirstRunCard() {
  const steps = useFirstSteps();
  if (steps?.next === undefined) return null;
  return (
    <Paper withBorder p="md" component="section" aria-label={text.title}>
      <Group justify="space-between" gap="md">
        <div>
          <Text fw={600}>{text.title}</Text>
          <Text size="sm" c="dimmed">
            {text.text(steps.done.size, firstSteps.length)}
          </Text>
        </div>
        <Button component={Link} to={paths.firstRun}>
          {text.go}
        </Button>
      </Group>
      <Progress
        value={(steps.done.size / firstSteps.length) * 100}
        size={5}
        mt="sm"
        aria-label={text.title}
      />
    </Paper>
  );
}
