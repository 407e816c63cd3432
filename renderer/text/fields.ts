/** Texts under a field that does not hold, by the code that the contract's schemas give. */
export const fieldErrors = {
  required: 'Preencha este campo.',
  'too-long': 'Texto longo demais.',
  'too-short': 'Texto curto demais.',
  'control-characters': 'Há caracteres invisíveis neste texto: apague e digite de novo.',
  'invalid-amount': 'Informe um valor, por exemplo 89,90.',
  'invalid-date': 'Informe uma data que exista: dd/mm/aaaa.',
  'invalid-competence': 'Informe mês e ano: mm/aaaa.',
  'invalid-number': 'Informe um número dentro do permitido.',
  'invalid-url': 'Informe um endereço completo, começando por http:// ou https://.',
  'invalid-choice': 'Escolha uma das opções.',
  'passphrases-differ': 'As duas senhas não são iguais.',
} as const;
export type FieldErrorCode = keyof typeof fieldErrors;

const known: Readonly<Record<string, string>> = fieldErrors;

/** The text of a field's error; undefined when the field holds. */
export function fieldErrorText(code: string | undefined): string | undefined {
  if (code === undefined) return undefined;
  return known[code] ?? 'Confira este campo.';
}
