/** The screens that exist, in the order of the rail. A new screen is one entry here. */
import {
  IconBook,
  IconBuildingBank,
  IconFileInvoice,
  IconFlask,
  IconHome,
  IconListCheck,
  IconPackages,
  IconPlus,
  IconRouter,
  IconSettings,
  IconUpload,
  IconUsers,
  IconWebhook,
  type Icon,
} from '@tabler/icons-react';
import type { RouteObject } from 'react-router';
import { AccountsPage } from '../features/accounts/accounts-page.tsx';
import { AccountPage } from '../features/accounts/account-page.tsx';
import { CallbackPage } from '../features/callbacks/callback-page.tsx';
import { CallbacksPage } from '../features/callbacks/callbacks-page.tsx';
import { CarnePage } from '../features/carnes/carne-page.tsx';
import { CarnesPage } from '../features/carnes/carnes-page.tsx';
import { NewCarnePage } from '../features/carnes/new-carne-page.tsx';
import { ClientFormPage } from '../features/clients/client-form-page.tsx';
import { ClientPage } from '../features/clients/client-page.tsx';
import { ClientsPage } from '../features/clients/clients-page.tsx';
import { ExposurePage } from '../features/exposure/exposure-page.tsx';
import { FirstRunPage } from '../features/first-run/first-run-page.tsx';
import { HomePage } from '../features/home/home-page.tsx';
import { ImportPage } from '../features/imports/import-page.tsx';
import { PlansPage } from '../features/plans/plans-page.tsx';
import type { Place } from '../features/search/hits.ts';
import { SettingsPage } from '../features/settings/settings-page.tsx';
import { SimulatedChargePage } from '../features/simulator/charge-page.tsx';
import { SimulatorPage } from '../features/simulator/simulator-page.tsx';
import { NewTituloPage } from '../features/titulos/new-titulo-page.tsx';
import { TituloPage } from '../features/titulos/titulo-page.tsx';
import { TitulosPage } from '../features/titulos/titulos-page.tsx';
import { frameText } from '../text/frame.ts';
import { searchText } from '../text/search.ts';
import { paths } from '../ui/paths.ts';

export interface Screen {
  readonly path: string;
  readonly label: string;
  readonly icon: Icon;
  /** Shown while there is a simulator account or a simulator, in the colour of practice. */
  readonly isPractice?: boolean;
}

export const screens: readonly Screen[] = [
  { path: paths.home, label: frameText.screens.home, icon: IconHome },
  { path: paths.clients, label: frameText.screens.clients, icon: IconUsers },
  { path: paths.titulos, label: frameText.screens.titulos, icon: IconFileInvoice },
  { path: paths.carnes, label: frameText.screens.carnes, icon: IconBook },
  { path: paths.callbacks, label: frameText.screens.callbacks, icon: IconWebhook },
  {
    path: paths.simulator,
    label: frameText.screens.simulator,
    icon: IconFlask,
    isPractice: true,
  },
  { path: paths.accounts, label: frameText.screens.accounts, icon: IconBuildingBank },
  { path: paths.settings, label: frameText.screens.settings, icon: IconSettings },
];

/** What the palette offers beside what it finds. */
export const places: readonly Place[] = [
  ...screens.map((screen) => ({ ...screen, detail: searchText.screen })),
  {
    path: paths.newClient,
    label: frameText.commands.newClient,
    detail: searchText.command,
    icon: IconPlus,
  },
  {
    path: paths.importClients,
    label: frameText.commands.importClients,
    detail: searchText.command,
    icon: IconUpload,
  },
  {
    path: paths.newTitulo,
    label: frameText.commands.newTitulo,
    detail: searchText.command,
    icon: IconPlus,
  },
  {
    path: paths.newCarne,
    label: frameText.commands.newCarne,
    detail: searchText.command,
    icon: IconPlus,
  },
  {
    path: paths.newAccount,
    label: frameText.commands.newAccount,
    detail: searchText.command,
    icon: IconPlus,
  },
  {
    path: paths.exposure,
    label: frameText.screens.exposure,
    detail: searchText.screen,
    icon: IconRouter,
  },
  {
    path: paths.plans,
    label: frameText.screens.plans,
    detail: searchText.screen,
    icon: IconPackages,
  },
  {
    path: paths.firstRun,
    label: frameText.screens.firstRun,
    detail: searchText.screen,
    icon: IconListCheck,
  },
];

/** What stands inside the frame at each address. */
export const screenRoutes: RouteObject[] = [
  { path: paths.home, element: <HomePage /> },
  { path: paths.firstRun, element: <FirstRunPage /> },
  { path: paths.clients, element: <ClientsPage /> },
  { path: paths.newClient, element: <ClientFormPage /> },
  { path: paths.importClients, element: <ImportPage /> },
  { path: paths.plans, element: <PlansPage /> },
  { path: `${paths.clients}/:id`, element: <ClientPage /> },
  { path: `${paths.clients}/:id/alterar`, element: <ClientFormPage /> },
  { path: paths.titulos, element: <TitulosPage /> },
  { path: paths.newTitulo, element: <NewTituloPage /> },
  { path: `${paths.titulos}/:id`, element: <TituloPage /> },
  { path: paths.carnes, element: <CarnesPage /> },
  { path: paths.newCarne, element: <NewCarnePage /> },
  { path: `${paths.carnes}/:id`, element: <CarnePage /> },
  { path: paths.callbacks, element: <CallbacksPage /> },
  { path: paths.exposure, element: <ExposurePage /> },
  { path: `${paths.callbacks}/:id`, element: <CallbackPage /> },
  { path: paths.simulator, element: <SimulatorPage /> },
  { path: `${paths.simulator}/:gateway/:charge`, element: <SimulatedChargePage /> },
  { path: paths.accounts, element: <AccountsPage /> },
  { path: paths.newAccount, element: <AccountPage /> },
  { path: `${paths.accounts}/:id`, element: <AccountPage /> },
  { path: paths.settings, element: <SettingsPage /> },
];
