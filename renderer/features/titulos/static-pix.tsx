import type { TituloDetail } from '../../../preload/contract/titulos.ts';
import { formatMoney } from '../../../domain/money.ts';
import { tituloPageText } from '../../text/titulo-page.ts';
import { Section } from '../../ui/section.tsx';
import { balanceOf } from '../../ui/titulos/outcome.ts';
import { Code, Qr } from './pay-codes.tsx';
import styles from './titulo-page.module.css';

const text = tituloPageText.staticPix;

interface StaticPixProps {
  readonly titulo: TituloDetail;
  /** Copia e cola. */
  readonly payload: string;
}

/** A Pix for a título whose charge is not at the bank yet, and what that means. */
export function StaticPix({ titulo, payload }: StaticPixProps) {
  const { pix, copyPix } = tituloPageText.payable;
  return (
    <Section title={text.title} detail={text.detail(formatMoney(balanceOf(titulo)))}>
      <div className={styles['payWays']}>
        <div className={styles['payText']}>
          <Code label={pix} what={copyPix} value={payload} shown={payload} />
        </div>
        <Qr payload={payload} />
      </div>
    </Section>
  );
}
