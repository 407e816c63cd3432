import { Button } from '@mantine/core';
import { IconBuildingBank } from '@tabler/icons-react';
import { Link } from 'react-router';
import { titulosText } from '../text/titulos.ts';
import { EmptyState } from './empty-state.tsx';
import { PageHeader } from './page-header.tsx';
import { paths } from './paths.ts';

/** In place of a form that needs an account to charge through. */
export function NoAccount({ title }: { readonly title: string }) {
  return (
    <>
      <PageHeader title={title} />
      <EmptyState
        icon={IconBuildingBank}
        title={titulosText.form.account}
        actions={
          <Button component={Link} to={paths.accounts}>
            {titulosText.form.goToAccounts}
          </Button>
        }
      >
        {titulosText.form.noAccount}
      </EmptyState>
    </>
  );
}
