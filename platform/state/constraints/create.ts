// The link constraints a deployment runs with, from what the operator said.
import type { Log } from '../../log';
import { openStateDatabase } from '../open';
import type { StateSettings } from '../settings';
import type { LinkConstraints } from './port';
import { createLinkConstraints } from './store';

/** Returns at once: nothing is connected or started before it is asked for. Closing them closes their database. */
export function openLinkConstraints(settings: StateSettings, tenant: string, log: Log): LinkConstraints {
  return createLinkConstraints({ database: openStateDatabase(settings), tenant, log });
}
