// Somebody on whose behalf a test reads: takes what is cached, has all the time there is, and books of their own, unless told otherwise.
import type { Asker } from '../../platform/request/asker';
import { createLedger } from '../../platform/request/ledger';
import { ENDLESS } from '../../platform/request/patience';

export function anAsker(more: Partial<Asker> = {}): Asker {
  return { maxAgeSeconds: null, ledger: createLedger(), patience: ENDLESS, priority: 'interactive', ...more };
}
