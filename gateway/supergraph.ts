// The supergraph: a static file, read at start and again whenever it changes. It is never introspected from the subgraphs, so
// the gateway starts while they are down. A file that cannot be used leaves the last good one in force.
import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { SupergraphManager } from '@apollo/gateway';
import { parse } from 'graphql';
import { ConfigError } from '../platform/errors';
import type { Log } from '../platform/log';

/** How soon a changed file is noticed. Polling, since editors and volume mounts replace files rather than write them. */
const WATCH_INTERVAL_MS = 500;

/** Hands the gateway the file's text, and its new text after each change, as `prepare` makes it. */
export function createSupergraphManager(file: string, log: Log, prepare: (supergraphSdl: string) => string): SupergraphManager {
  return {
    async initialize({ update }) {
      const supergraphSdl = readSupergraph(file);
      const reload = async (): Promise<void> => {
        try {
          update(prepare(await readFile(file, 'utf8')));
          log.info('supergraph reloaded');
        } catch (error) {
          log.error('the changed supergraph cannot be used; the last good one stays', { cause: error instanceof Error ? error.name : '' });
        }
      };
      watchFile(file, { interval: WATCH_INTERVAL_MS, persistent: false }, () => void reload());
      return { supergraphSdl: prepare(supergraphSdl), cleanup: async () => unwatchFile(file) };
    },
  };
}

/** What to tell an operator of a supergraph that the library refuses to run. Its own message runs over several lines. */
export function toSupergraphFault(error: Error): string {
  const feature = /feature (\S+) is for: SECURITY but is unsupported/.exec(error.message)?.[1];
  if (feature === undefined) return `SUPERGRAPH: ${error.message.split('\n').slice(0, 2).join(' ')}`;
  return `SUPERGRAPH: asks for ${feature}, which this gateway does not enforce; what it protects would be open to everybody`;
}

/** The file's text; throws a ConfigError when it cannot be read or is no GraphQL. */
export function readSupergraph(file: string): string {
  try {
    const text = readFileSync(file, 'utf8');
    parse(text);
    return text;
  } catch {
    throw new ConfigError(['SUPERGRAPH: names no readable supergraph file']);
  }
}
