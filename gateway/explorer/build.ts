// Bundles the explorer's browser code (app/) into dist/gateway/explorer/static; `npm run build` runs it last.
// Everything the page needs is bundled, fonts included: it works without the internet. Nothing of this runs in the gateway.
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import { builtFolder, repositoryRoot } from './paths';

const appFolder = join(repositoryRoot, 'gateway/explorer/app');

/** By the label with which the editor asks for them. */
const workers = {
  editor: 'monaco-editor/esm/vs/editor/editor.worker.js',
  json: 'monaco-editor/esm/vs/language/json/json.worker.js',
  graphql: 'monaco-graphql/esm/graphql.worker.js',
};

/** GraphiQL's own style sheet already holds the editor's, so the copies the editor's modules import are left out. */
const withoutEditorStyles: Plugin = {
  name: 'without-editor-styles',
  setup: (build) => {
    build.onLoad({ filter: /[\\/]monaco-editor[\\/].*\.css$/ }, () => ({ contents: '', loader: 'css' }));
  },
};

/** Names carry a hash of the content, so that browsers may keep the files for ever. */
const shared = {
  absWorkingDir: repositoryRoot,
  outdir: builtFolder,
  bundle: true,
  minify: true,
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
  target: 'es2022',
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
} satisfies BuildOptions;

async function buildExplorer(): Promise<void> {
  await rm(builtFolder, { recursive: true, force: true });
  await mkdir(builtFolder, { recursive: true });
  // Workers first: the page is told their names.
  const { metafile: workersMeta } = await build({ ...shared, entryPoints: workers, format: 'iife' });
  const workerFiles = Object.fromEntries(Object.keys(workers).map((label) => [label, fileOf(workersMeta, `${label}-`, '.js')]));
  const { metafile } = await build({
    ...shared,
    entryPoints: [join(appFolder, 'main.tsx')],
    format: 'esm',
    splitting: true,
    jsx: 'automatic',
    plugins: [withoutEditorStyles],
    // GraphiQL formats with these by their old names, which lead the bundler to modules without their parsers.
    alias: { 'prettier/parser-graphql': 'prettier/plugins/graphql', 'prettier/parser-babel': 'prettier/plugins/babel' },
    define: { 'process.env.NODE_ENV': '"production"', WORKER_FILES: JSON.stringify(workerFiles) },
  });
  await compress();
  await copyFile(join(appFolder, 'icon.svg'), join(builtFolder, 'icon.svg'));
  const page = await readFile(join(appFolder, 'index.html'), 'utf8');
  const linked = page.replace('main.js', fileOf(metafile, 'main-', '.js')).replace('main.css', fileOf(metafile, 'main-', '.css'));
  await writeFile(join(builtFolder, 'index.html'), linked);
}

function fileOf(metafile: Metafile, start: string, end: string): string {
  const name = Object.keys(metafile.outputs)
    .map((path) => basename(path))
    .find((file) => file.startsWith(start) && file.endsWith(end));
  if (name === undefined) throw new Error(`the bundler wrote no ${start}*${end}`);
  return name;
}

/** Lays a `.gz` beside each bundled file; the plugin serves it to clients that accept it. */
async function compress(): Promise<void> {
  for (const file of await readdir(builtFolder)) {
    const path = join(builtFolder, file);
    await writeFile(`${path}.gz`, await promisify(gzip)(await readFile(path)));
  }
}

buildExplorer().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
