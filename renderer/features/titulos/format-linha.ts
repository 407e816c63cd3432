/** `00190.00009 01234.567897 12345.678904 1 98760000008990`; any other length stays as it is. */
export function formatLinha(linha: string): string {
  return linha.replace(
    /^(\d{5})(\d{5})(\d{5})(\d{6})(\d{5})(\d{6})(\d)(\d{14})$/,
    '$1.$2 $3.$4 $5.$6 $7 $8',
  );
}
