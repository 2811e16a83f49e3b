import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';

const digestOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * One page with everything in it. Only this script and this style may run inline, by their digests; beside them the
 * scripts in the page's own folder, which hold the data. Nothing can be fetched from anywhere.
 */
function onePage(): Plugin {
  return {
    name: 'one-page',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const parts = Object.values(bundle);
      const chunk = parts.find((part) => part.type === 'chunk');
      if (chunk?.type !== 'chunk') throw new Error('the viewer was not built');
      const script = `\n${chunk.code.replaceAll('</script', String.raw`<\/script`)}`;
      const style = readFileSync(join(import.meta.dirname, 'style.css'), 'utf8');
      const policy = [
        "default-src 'none'",
        `script-src ${digestOf(script)} 'self' file:`,
        `style-src ${digestOf(style)}`,
        'img-src data:',
        "base-uri 'none'",
        "form-action 'none'",
      ].join('; ');
      const page = readFileSync(join(import.meta.dirname, 'page.html'), 'utf8')
        .replace('%policy%', policy)
        .replace('<!--style-->', () => `<style>${style}</style>`)
        .replace('<!--script-->', () => `<script>${script}</script>`);
      for (const name of Object.keys(bundle)) delete bundle[name];
      this.emitFile({ type: 'asset', fileName: 'index.html', source: page });
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
  plugins: [onePage()],
  build: {
    target: 'chrome140',
    outDir: '../../.build/viewer',
    emptyOutDir: true,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: join(import.meta.dirname, 'main.ts'),
      output: { format: 'iife', codeSplitting: false },
    },
  },
});
