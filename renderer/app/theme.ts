/** Colours, sizes and habits of the controls: dense and calm, readable at AA contrast in light and dark. */
import {
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core';
import { uiText } from '../text/ui.ts';

const petrol: MantineColorsTuple = [
  '#e9f5f6',
  '#d3e8ea',
  '#a6d1d6',
  '#76b9c1',
  '#4fa5af',
  '#33939e',
  '#1f8490',
  '#0f6c77',
  '#0a5861',
  '#05434a',
];

const slate: MantineColorsTuple = [
  '#dde3e7',
  '#b9c2c8',
  '#a3acb3',
  '#78838a',
  '#414a50',
  '#30383d',
  '#242a2e',
  '#1c2023',
  '#16191c',
  '#101315',
];

const quick = { transitionProps: { duration: 80 } } as const;
// Scrolling happens inside the frame, never on the page, so there is nothing to lock.
const dialog = { lockScroll: false, ...quick } as const;
const named = { closeButtonProps: { 'aria-label': uiText.close } };
const dense = { defaultProps: { size: 'xs' } } as const;

export const theme: MantineThemeOverride = createTheme({
  primaryColor: 'petrol',
  primaryShade: 7,
  colors: { petrol, dark: slate },
  fontFamily:
    "'Segoe UI', -apple-system, Ubuntu, Cantarell, 'Noto Sans', 'Liberation Sans', Arial, sans-serif",
  fontFamilyMonospace: "'Cascadia Mono', Consolas, 'Liberation Mono', monospace",
  fontSizes: { xs: '0.8125rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.25rem', lineHeight: '1.3' },
      h3: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h4: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    TextInput: dense,
    FileInput: dense,
    Textarea: dense,
    Select: dense,
    NumberInput: dense,
    PasswordInput: dense,
    Button: { defaultProps: { size: 'xs', fw: 500 } },
    Checkbox: dense,
    Radio: dense,
    Switch: { defaultProps: { size: 'sm' } },
    SegmentedControl: dense,
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true, multiline: true, maw: 320 } },
    Modal: { defaultProps: { ...dialog, ...named } },
    ModalRoot: { defaultProps: dialog },
    Drawer: { defaultProps: { ...dialog, ...named } },
    Notification: { defaultProps: named },
    Menu: { defaultProps: quick },
    Popover: { defaultProps: quick },
  },
});

/** Mantine's softer inks fall below the contrast of WCAG AA on our surfaces. */
export const inks: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#59636b',
    '--mantine-color-placeholder': '#6b747b',
    '--mantine-color-error': '#b42318',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1b2328',
  },
  dark: {
    '--mantine-color-dimmed': '#a3acb3',
    '--mantine-color-placeholder': '#8d969d',
    '--mantine-color-error': '#ff9b92',
    '--mantine-color-red-6': '#ff8a80',
    '--mantine-color-body': '#16191c',
    '--mantine-color-text': '#dde3e7',
  },
});
