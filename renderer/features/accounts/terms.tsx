import { Grid, SimpleGrid, Stack } from '@mantine/core';
import { useWatch } from 'react-hook-form';
import { accountsText } from '../../text/accounts.ts';
import { ChoiceField, NumberField, SwitchField, type Choice } from '../../ui/form/fields.tsx';
import { Section } from '../../ui/section.tsx';
import type { AccountParts } from './parts.ts';
import { TermsExample } from './terms-example.tsx';
import { TermValue } from './term-value.tsx';

const text = accountsText.terms;

/** Multa, juros and desconto, with an example that follows the typing. */
export function Terms({ form, gateway }: AccountParts) {
  return (
    <Section title={accountsText.sections.terms}>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack gap="md">
            <TermKinds form={form} />
            <LateRules form={form} gateway={gateway} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <TermsExample form={form} gateway={gateway} />
        </Grid.Col>
      </Grid>
    </Section>
  );
}

function TermKinds({ form }: Pick<AccountParts, 'form'>) {
  const { control } = form;
  const clear = (term: 'fine' | 'interest' | 'discount') => () =>
    form.setValue(`terms.${term}.value`, 0, { shouldDirty: true });
  const discount = useWatch({ control, name: 'terms.discount.kind' });
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
      <ChoiceField
        control={control}
        name="terms.fine.kind"
        label={text.fine}
        help={text.fineHelp}
        choices={choicesOf(text.fineKinds)}
        onChosen={clear('fine')}
      />
      <TermValue form={form} term="fine" />
      <ChoiceField
        control={control}
        name="terms.interest.kind"
        label={text.interest}
        help={text.interestHelp}
        choices={choicesOf(text.interestKinds)}
        onChosen={clear('interest')}
      />
      <TermValue form={form} term="interest" />
      <ChoiceField
        control={control}
        name="terms.discount.kind"
        label={text.discount}
        help={text.discountHelp}
        choices={choicesOf(text.discountKinds)}
        onChosen={clear('discount')}
      />
      <TermValue form={form} term="discount" />
      {discount !== 'none' && (
        <NumberField
          control={control}
          name="terms.discount.daysBefore"
          label={text.daysBefore}
          help={text.daysBeforeHelp}
          min={0}
          max={60}
        />
      )}
    </SimpleGrid>
  );
}

function LateRules({ form: { control }, gateway }: Pick<AccountParts, 'form' | 'gateway'>) {
  const { minimum, maximum } = gateway.payableDays;
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <ChoiceField
          control={control}
          name="terms.countsFrom"
          label={text.countsFrom}
          help={text.countsFromHelp}
          choices={choicesOf(text.countsFromKinds)}
        />
        <ChoiceField
          control={control}
          name="terms.rounding"
          label={text.rounding}
          help={text.roundingHelp}
          choices={choicesOf(text.roundings)}
        />
        <NumberField
          control={control}
          name="terms.payableDays"
          label={text.payableDays}
          help={text.payableDaysHelp}
          description={text.payableRange(minimum, maximum)}
          min={0}
          max={365}
        />
      </SimpleGrid>
      <SwitchField
        control={control}
        name="terms.isContra"
        label={text.isContra}
        help={text.isContraHelp}
      />
    </>
  );
}

function choicesOf(labels: Readonly<Record<string, string>>): readonly Choice[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}
