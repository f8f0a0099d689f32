// Stores of link constraints for tests, each as a process of its own would have one, on a PostgreSQL that the test gives.
import { silentLog } from '../../../platform/log';
import type { ConstraintKind, LinkConstraints } from '../../../platform/state/constraints/port';
import { createLinkConstraints } from '../../../platform/state/constraints/store';
import { createStateDatabase, externalServer } from '../../../platform/state/database';

const open: LinkConstraints[] = [];

/** As one process that was given this DATABASE_URL. */
export function openStore(url: string, tenant = 'default'): LinkConstraints {
  const store = createLinkConstraints({ database: createStateDatabase(externalServer(url)), tenant, log: silentLog });
  open.push(store);
  return store;
}

/** Closes all that were opened and are open still. */
export async function closeStores(): Promise<void> {
  await Promise.all(open.splice(0).map((store) => store.close()));
}

/** `crm:contact:<n>` */
export function record(n: number | string): string {
  return `crm:contact:${n}`;
}

export function word(kind: ConstraintKind, one: number | string, other: number | string) {
  return { kind, a: record(one), b: record(other), by: 'staff:7', reason: 'seen on the phone' };
}
