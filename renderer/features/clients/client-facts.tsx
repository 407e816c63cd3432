import type { ClientDetail } from '../../../preload/contract/clients.ts';
import { useCall } from '../../api/queries.ts';
import { clientsText } from '../../text/clients.ts';
import { formatPhone, maskPostalCode, maskTaxId } from '../../text/format.ts';
import { DetailList } from '../../ui/detail-list.tsx';
import { Section } from '../../ui/section.tsx';
import { DateText, Money } from '../../ui/values.tsx';

const text = clientsText.page;
const { fields, columns } = clientsText;

/** The registration in short; everything is in "Alterar". */
export function ClientFacts({ client }: { readonly client: ClientDetail }) {
  return (
    <Section title={text.facts}>
      <DetailList
        details={[
          { label: columns.taxId, value: maskTaxId(client.taxId) },
          { label: fields.phone.label, value: formatPhone(client.phone) },
          { label: fields.email.label, value: client.email },
          { label: text.address, value: addressOf(client) },
          ...contractFacts(client, useAccountLabel(client)),
          { label: fields.notes.label, value: client.notes },
        ]}
      />
    </Section>
  );
}

function useAccountLabel({ contract }: ClientDetail): string | undefined {
  const accounts = useCall('accounts.list', {});
  return accounts.data?.find(({ id }) => id === contract?.accountId)?.label;
}

function contractFacts({ contract }: ClientDetail, accountLabel: string | undefined) {
  if (!contract) return [{ label: text.contract, value: text.noContract }];
  const { planName, priceCents, dueDay, billing, login, startsOn } = contract;
  return [
    { label: fields.billing.label, value: clientsText.billing[billing] },
    { label: fields.plan.label, value: planName },
    ...(priceCents === null
      ? []
      : [{ label: fields.price.label, value: <Money cents={priceCents} /> }]),
    { label: fields.dueDay.label, value: String(dueDay) },
    { label: fields.account.label, value: accountLabel },
    { label: fields.login.label, value: login },
    { label: text.since, value: <DateText on={startsOn} /> },
  ];
}

function addressOf({ address }: ClientDetail): string {
  const { street, number, complement, district, city, state, postalCode } = address;
  const place = [city, state].filter((part) => part !== '').join('/');
  return [street, number, complement, district, place, maskPostalCode(postalCode)]
    .filter((part) => part !== '')
    .join(', ');
}
