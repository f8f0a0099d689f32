// What personal data an operation asks for, and how much of it is left for a caller: found once for each of those who may see the same.
import { separateOperations, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { PersonalClass } from '../../platform/request/personal-class';
import type { AskedOperation } from '../authorisation/authoriser';
import { personalIn } from '../authorisation/personal';
import type { Withhold } from '../execution/withheld';

export interface AskedPersonal {
  /** Classes that are answered, whatever the operation's conditions. */
  left: ReadonlySet<PersonalClass>;
  /** Fields that the caller may not see. */
  withheld: number;
}

/** null = the operation asks for no personal data at all. */
export type FindPersonal = (operation: AskedOperation, withhold: Withhold | undefined) => AskedPersonal | null;

/** `fields`: which hold what, by `Type.field`. */
export function findPersonal(schema: GraphQLSchema, fields: ReadonlyMap<string, PersonalClass>): FindPersonal {
  const known = new WeakMap<DocumentNode, Map<string, AskedPersonal>>();
  return ({ document, operationName }, withhold) => {
    const all = personalIn(schema, document, operationName, fields);
    if (all.size === 0) return null;
    if (withhold === undefined) return { left: all, withheld: 0 };
    const byCaller = known.get(document) ?? new Map<string, AskedPersonal>();
    known.set(document, byCaller);
    const id = `${operationName ?? ''} ${withhold.id}`;
    let found = byCaller.get(id);
    if (found === undefined) {
      const alone = operationName === null ? document : (separateOperations(document)[operationName] ?? document);
      const { left, fields: hidden } = withhold.from(alone);
      found = { left: hidden.size === 0 ? all : personalIn(schema, left, operationName, fields), withheld: hidden.size };
      byCaller.set(id, found);
    }
    return found;
  };
}
