import type { GatewayId } from '../../domain/account.ts';
import styles from './gateway-mark.module.css';

/** Two letters of our own: the marks of the gateways belong to them. */
const letters: Readonly<Record<GatewayId, string>> = {
  efi: 'Ef',
  'gerencianet-token': 'Gn',
  'boleto-facil': 'BF',
  juno: 'Ju',
  asaas: 'As',
  pix: 'Px',
  'bank-file': 'Bc',
};

interface GatewayMarkProps {
  readonly gateway: GatewayId;
  /** Name of the gateway, for who does not see the mark. */
  readonly label: string;
}

/** The gateway at a glance: a monogram on a colour of its own. */
export function GatewayMark({ gateway, label }: GatewayMarkProps) {
  return (
    <span role="img" aria-label={label} className={styles['mark']} data-gateway={gateway}>
      <span aria-hidden>{letters[gateway]}</span>
    </span>
  );
}
