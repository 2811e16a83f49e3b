import { defineConfig } from 'vite';

// A sandboxed preload script is one CommonJS file that requires nothing but Electron.
export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
  ssr: { external: ['electron'], noExternal: true },
  build: {
    ssr: 'index.ts',
    target: 'node24',
    outDir: '../../.build/preload',
    emptyOutDir: true,
    minify: false,
    rolldownOptions: { output: { format: 'cjs', entryFileNames: 'index.cjs' } },
  },
});
