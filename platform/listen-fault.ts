// Why a server could not listen, in an operator's words: a fault of the configuration like any other. Listens nowhere itself.
import { ConfigError } from './errors';

/** A ConfigError naming the setting `port` or `host` that gave the address; an error that is not about the address as it is. */
export function toListenFault(error: unknown, { port, host }: { port: string; host: string }): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return new ConfigError([`${port}: something else listens there already`]);
  if (code === 'EACCES') return new ConfigError([`${port}: this user may not listen there`]);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return new ConfigError([`${host}: is no address of this machine`]);
  return error;
}
