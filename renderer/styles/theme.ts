import { createTheme, rem } from '@mantine/core';
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core';

const petrol: MantineColorsTuple = [
  '#e9f6f7',
  '#d2eaed',
  '#a6d6db',
  '#76c0c8',
  '#4eaeb8',
  '#2f9aa6',
  '#1b8490',
  '#12707b',
  '#0c5963',
  '#07434b',
];

const slate: MantineColorsTuple = [
  '#d9dde2',
  '#bcc3ca',
  '#9aa3ad',
  '#6d7681',
  '#434b55',
  '#333a43',
  '#232930',
  '#191d22',
  '#121519',
  '#0c0e11',
];

/** One spacing scale (4, 8, 12, 16, 24, 32), one type scale (12, 13, 14, 16, 20), one radius, one accent. */
export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: 7,
  colors: { petrol, dark: slate },
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontFamilyMonospace: '"JetBrains Mono Variable", ui-monospace, monospace',
  fontSizes: { xs: rem(12), sm: rem(13), md: rem(14), lg: rem(16), xl: rem(20) },
  lineHeights: { xs: '1.35', sm: '1.45', md: '1.5', lg: '1.45', xl: '1.3' },
  spacing: { xs: rem(4), sm: rem(8), md: rem(12), lg: rem(16), xl: rem(24) },
  radius: { xs: rem(3), sm: rem(4), md: rem(6), lg: rem(8), xl: rem(12) },
  defaultRadius: 'md',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: rem(20), lineHeight: '1.3' },
      h2: { fontSize: rem(16), lineHeight: '1.4' },
      h3: { fontSize: rem(14), lineHeight: '1.45' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    InputWrapper: {
      styles: { label: { marginBottom: 3 }, description: { marginBottom: 4, fontSize: rem(12) } },
    },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'lg' } },
    Modal: {
      styles: { title: { fontSize: rem(16), fontWeight: 600 } },
      defaultProps: { radius: 'lg', padding: 'xl', overlayProps: { backgroundOpacity: 0.4 } },
    },
    Drawer: { defaultProps: { overlayProps: { backgroundOpacity: 0.15 } } },
    Tooltip: {
      defaultProps: {
        withArrow: true,
        openDelay: 350,
        events: { hover: true, focus: true, touch: true },
      },
    },
    Paper: { defaultProps: { radius: 'lg' } },
  },
});

/** Mantine's own greys for secondary text miss 4.5:1; these keep WCAG AA on every surface of ours. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-text': '#1a2027',
    '--mantine-color-dimmed': '#56606b',
    '--mantine-color-placeholder': '#69737e',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-anchor': '#0c5963',
    '--mantine-color-default-border': '#cfd5db',
  },
  dark: {
    '--mantine-color-dimmed': '#9aa3ad',
    '--mantine-color-placeholder': '#8b949f',
    '--mantine-color-error': '#ff8a80',
    '--mantine-color-anchor': '#76c0c8',
  },
});
