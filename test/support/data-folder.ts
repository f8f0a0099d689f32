// A data folder for one test: the developer's own `.data` is never read or written.
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A path that is not there yet, which is what a fresh installation has; who lets something be stored removes it in the end. */
export function freshDataFolder(): string {
  return join(tmpdir(), `customer-graph-data-${randomUUID()}`);
}
