import { Group } from '@mantine/core';
import { useStatus } from '../../api/status.ts';
import { settingsText } from '../../text/settings.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DetailList } from '../../ui/detail-list.tsx';
import { Section } from '../../ui/section.tsx';

const text = settingsText.about;

/** Version, runtime and where the data lies. */
export function About() {
  const status = useStatus().data;
  if (!status) return null;
  return (
    <Section title={text.title}>
      <DetailList
        details={[
          { label: text.version, value: status.version },
          { label: text.runtime, value: status.runtime },
          {
            label: text.dataDir,
            value: (
              <Group gap={4} component="span">
                {status.dataDir}
                <CopyButton value={status.dataDir} what={text.copyDataDir} />
              </Group>
            ),
          },
        ]}
      />
    </Section>
  );
}
