import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Everything comes from our own host: no inlined fonts or images, no inline scripts, no network.
export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
  plugins: [react()],
  build: {
    target: 'chrome140',
    outDir: '../.build/renderer',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4000,
  },
});
