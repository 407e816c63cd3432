/** What a column of an operator's list can be. */
export const importFields = [
  'name',
  'taxId',
  'externalId',
  'email',
  'phone',
  'street',
  'number',
  'complement',
  'district',
  'city',
  'state',
  'postalCode',
  'dueDay',
  'plan',
  'price',
  'login',
  'isActive',
  'billing',
  'notes',
] as const;
export type ImportField = (typeof importFields)[number];

/** One position per column of the file; null leaves it out. */
export type Mapping = readonly (ImportField | null)[];
