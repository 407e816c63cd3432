/** Where the page starts. */
import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import 'dayjs/locale/pt-br.js';
import './theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createHashRouter } from 'react-router';
import { configureZod } from '../ui/form/use-zod-form.ts';
import { App } from './app.tsx';
import { routes } from './routes.tsx';

configureZod();
const place = document.getElementById('root');
if (place)
  createRoot(place).render(
    <StrictMode>
      <App router={createHashRouter(routes)} />
    </StrictMode>,
  );
