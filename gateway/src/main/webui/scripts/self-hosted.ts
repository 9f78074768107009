/**
 * Serves from our own address what libraries ask for by address: their loaders know these files by their own names, so
 * they keep them, in a folder that is named by the version.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const types: Record<string, string> = {
  mjs: 'text/javascript',
  wasm: 'application/wasm',
  zip: 'application/zip',
  json: 'application/json',
  woff2: 'font/woff2',
};

interface Hosted {
  library: string;
  /** The word in the code that becomes the address of the folder. */
  word: string;
  folder: string;
  within: string;
  wanted: (file: string) => boolean;
}

const hosted: readonly Hosted[] = [
  {
    library: 'pyodide',
    word: '__PYODIDE__',
    folder: 'pyodide',
    within: '',
    wanted: (file) =>
      [
        'pyodide.mjs',
        'pyodide.asm.mjs',
        'pyodide.asm.wasm',
        'python_stdlib.zip',
        'pyodide-lock.json',
      ].includes(file),
  },
  {
    library: '@excalidraw/excalidraw',
    word: '__EXCALIDRAW__',
    folder: 'excalidraw',
    within: 'dist/prod/',
    // Chinese, Japanese and Korean are drawn with the system's fonts: theirs here would be 12 MB.
    wanted: (file) => /^fonts\/.*\.woff2$/.test(file) && !file.includes('Xiaolai'),
  },
];

/** Where Excalidraw would look for fonts that it does not find; nothing is loaded from another host. */
const fallback = 'https://esm.sh/';
const fallbackAddress = /`https:\/\/esm\.sh\/.*?\/dist\/prod\/`/;

export function selfHosted(): Plugin {
  const files = new Map<string, string>();
  const define: Record<string, string> = {};
  for (const { library, word, folder, within, wanted } of hosted) {
    const root = fileURLToPath(new URL(`../node_modules/${library}/`, import.meta.url));
    const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
      version: string;
    };
    const address = `assets/${folder}-${version}/`;
    define[word] = JSON.stringify(`/${address}`);
    readdirSync(root + within, { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter(wanted)
      .forEach((file) => files.set(address + file, root + within + file));
  }
  let elsewhere = 0;
  return {
    name: 'greenroom-self-hosted',
    config: () => ({ define }),
    transform(code, id) {
      if (!id.includes('@excalidraw/excalidraw/dist') || !code.includes(fallback)) {
        return undefined;
      }
      elsewhere += 1;
      return { code: code.replace(fallbackAddress, 'location.origin'), map: null };
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? '').replace(/^\//, '').replace(/\?.*$/, '');
        const file = files.get(path);
        if (file === undefined) {
          next();
        } else {
          const type = types[path.slice(path.lastIndexOf('.') + 1)];
          response.writeHead(200, { 'Content-Type': type ?? 'application/octet-stream' });
          response.end(readFileSync(file));
        }
      });
    },
    generateBundle() {
      if (elsewhere !== 1) {
        this.error(`Excalidraw names ${fallback} in ${elsewhere} files, not in one: look at it.`);
      }
      files.forEach((file, fileName) =>
        this.emitFile({ type: 'asset', fileName, source: readFileSync(file) }),
      );
    },
  };
}
