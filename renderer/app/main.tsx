/** Where the page starts. */
import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import 'dayjs/locale/pt-br.js';
import './theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { configureZod } from '../ui/form/use-zod-form.ts';
import { App } from './app.tsx';

configureZod();
const place = document.getElementById('root');
if (place)
  createRoot(place).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
