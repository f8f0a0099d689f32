// Serves the explorer, the page on which a person asks the graph: `/`, its files below `/explorer/`, and the ready questions.
// Its security headers hold for these routes only. The GraphQL endpoint is another plugin's; the page merely calls it.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync } from 'fastify';
import { ConfigError } from '../../platform/errors';
import { builtFolder } from './paths';
import type { Question } from './questions';

/** What the page may load: its own origin and nothing else. Styles are inline because the editor computes them. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const hashedName = /-[0-9A-Z]{8}\.\w+$/;

/** Options of `explorerPlugin`. */
export type ExplorerOptions = {
  /** The built page; by default where `npm run build` puts it. */
  staticFolder?: string;
  /** In the order of their tabs. */
  questions: readonly Question[];
  /** Path of the GraphQL endpoint on the same origin, such as `/graphql`. */
  graphqlPath: string;
};

/**
 * Register it with its options: `app.register(explorerPlugin, { questions, graphqlPath: '/graphql' })`.
 * `GET /` answers a client that does not accept HTML like an unknown route.
 * @throws Error on registration when the page has not been built.
 */
export const explorerPlugin: FastifyPluginAsync<ExplorerOptions> = async (app, options) => {
  const folder = options.staticFolder ?? builtFolder;
  const indexFile = join(folder, 'index.html');
  if (!existsSync(indexFile)) throw new ConfigError(['EXPLORER: is on, and its page is not built: run npm run build']);
  const page = (await readFile(indexFile, 'utf8')).replaceAll('%GRAPHQL_PATH%', () => escapeAttribute(options.graphqlPath));

  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
  });

  app.get('/', async (request, reply) => {
    reply.header('vary', 'accept').header('cache-control', 'no-cache');
    if (!request.headers.accept?.includes('text/html')) return reply.callNotFound();
    return reply.type('text/html; charset=utf-8').send(page);
  });

  app.get('/explorer/questions.json', async (_request, reply) => {
    // The sample variables name a person: no shared cache may keep them.
    reply.header('cache-control', 'private, no-cache');
    return options.questions;
  });

  await app.register(fastifyStatic, {
    root: folder,
    prefix: '/explorer/',
    decorateReply: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    // The page itself holds a placeholder and is served by `/` alone.
    allowedPath: (path) => path !== '/index.html',
    setHeaders: (reply, path) => {
      const hashed = hashedName.test(path.replace(/\.gz$/, ''));
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
};

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
