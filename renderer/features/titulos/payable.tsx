import { Button, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { ChargeField, TituloDetail } from '../../../preload/contract/titulos.ts';
import { useAction } from '../../api/queries.ts';
import { tituloPageText } from '../../text/titulo-page.ts';
import { Section } from '../../ui/section.tsx';
import { sayFailed } from '../../ui/toasts.ts';
import { formatLinha } from './format-linha.ts';
import { Code, Qr } from './pay-codes.tsx';
import { StaticPix } from './static-pix.tsx';
import styles from './titulo-page.module.css';

const text = tituloPageText.payable;

/** Linha digitável, Pix and page of the last charge: what the client needs to pay. */
export function Payable({ titulo }: { readonly titulo: TituloDetail }) {
  const { charge, staticPix } = titulo;
  if (titulo.state === 'paid' || titulo.state === 'cancelled') return null;
  if (staticPix !== null) return <StaticPix titulo={titulo} payload={staticPix} />;
  const hasWays =
    charge !== null &&
    (charge.linha !== null || charge.pixPayload !== null || charge.pageLink !== null);
  return (
    <Section title={text.title}>
      {charge !== null && hasWays ? (
        <Ways charge={charge} />
      ) : (
        <Text size="sm" c="dimmed">
          {text.nothing}
        </Text>
      )}
    </Section>
  );
}

function Ways({ charge }: { readonly charge: ChargeField }) {
  const open = useAction('links.open');
  const { linha, pixPayload, pageLink } = charge;
  return (
    <div className={styles['payWays']}>
      <div className={styles['payText']}>
        {linha !== null && (
          <Code label={text.linha} what={text.copyLinha} value={linha} shown={formatLinha(linha)} />
        )}
        {pixPayload !== null && (
          <Code label={text.pix} what={text.copyPix} value={pixPayload} shown={pixPayload} />
        )}
        {pageLink?.startsWith('https://') && (
          <Button
            mt="xs"
            variant="default"
            leftSection={<IconExternalLink size={16} aria-hidden />}
            onClick={() => open.mutate({ url: pageLink }, { onError: sayFailed })}
          >
            {text.link}
          </Button>
        )}
      </div>
      {pixPayload !== null && <Qr payload={pixPayload} />}
    </div>
  );
}
