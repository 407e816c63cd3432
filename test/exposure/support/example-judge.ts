import { judgeAddress, type AddressJudge } from '../../../domain/public-address.ts';

/** Judges as the product does, but takes documentation addresses for public ones. */
export const exampleJudge: AddressJudge = (text) => {
  const verdict = judgeAddress(text);
  const isExample = verdict.kind === 'not-public' && verdict.range === 'documentation';
  if (!isExample) return verdict;
  return {
    kind: 'public',
    family: verdict.address.includes(':') ? 6 : 4,
    address: verdict.address,
  };
};
