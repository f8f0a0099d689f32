// What the customer subgraph asks of its callers beyond the directives of its SDL, which know fields and not their arguments: who may
// find people by what they are reached by, and in whose name something is said of records.
import { DeniedError, InputError } from '../../platform/errors';
import type { Identifier } from '../../platform/connector';
import type { Caller } from '../../platform/request/caller';

const LOOK_UP = 'customer:lookup';

/** Throws a DeniedError, the same whether there is somebody or not, where one is by an address or a number and the caller may not ask so. */
export function checkLookUps(identifiers: readonly Identifier[], { unrestricted, scopes }: Caller): void {
  if (unrestricted || scopes.includes(LOOK_UP) || identifiers.every(({ by }) => by === 'id')) return;
  throw new DeniedError(`To find customers by email or phone, the scope "${LOOK_UP}" is needed.`);
}

/** Whose word it is: the caller's own, who has signed in, else whom they name. Throws an InputError where there is neither. */
export function wordOf({ subject }: Caller, named: string | null | undefined): string {
  const by = subject ?? named;
  if (by == null) throw new InputError('Nobody is signed in: say in "by" who says so.');
  return by;
}
