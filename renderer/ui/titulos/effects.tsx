import styles from './titulos.module.css';

/** What an act will do, one line each; empty lines are left out. */
export function Effects({ lines }: { readonly lines: readonly (string | false)[] }) {
  const told = lines.filter((line): line is string => line !== false && line !== '');
  return (
    <ul className={styles['effects']}>
      {told.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
