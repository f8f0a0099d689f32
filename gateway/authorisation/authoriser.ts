// Decides, for one supergraph, what of an operation is withheld from a caller. An operation is read once, and a caller is held against
// what was found: nothing is to be done for one who holds it all, or for an operation that asks for nothing protected.
import { separateOperations, type DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../../platform/request/caller';
import type { Withhold } from '../execution/withheld';
import type { Policy, RequirementIndex } from './policy';
import { isMet } from '../../platform/request/requirement';
import { withheldPaths } from './withheld-paths';
import { requirementsIn, withhold } from './withhold';

export interface AskedOperation {
  /** Valid for the graph's API schema. */
  document: DocumentNode;
  /** Names this document, and no other. */
  documentId: string;
  /** null = it has one operation. */
  operationName: string | null;
}

export interface Authoriser {
  /** What the caller may not see of the operation; undefined = all of it may be seen. */
  withheldFrom(caller: Caller, operation: AskedOperation): Withhold | undefined;
  /** Where that is, with these values of the variables, as `withheldPaths` tells it. */
  pathsWithheld(caller: Caller, operation: AskedOperation, variables: Readonly<Record<string, unknown>>): string[][];
}

const MOST_OPERATIONS = 1_000;
const MOST_VARIANTS = 1_000;

export function createAuthoriser(policy: Policy): Authoriser {
  const known = new LRUCache<string, readonly RequirementIndex[]>({ max: MOST_OPERATIONS });
  const variants = new LRUCache<string, Withhold>({ max: MOST_VARIANTS });

  function needsOf({ document, documentId, operationName }: AskedOperation): readonly RequirementIndex[] {
    const id = `${documentId} ${operationName ?? ''}`;
    let needs = known.get(id);
    if (needs === undefined) {
      needs = requirementsIn(document, operationName, policy);
      known.set(id, needs);
    }
    return needs;
  }

  function unmetBy(caller: Caller, operation: AskedOperation): readonly RequirementIndex[] {
    if (caller.unrestricted || policy.requirements.length === 0) return [];
    return needsOf(operation).filter((index) => {
      const requirement = policy.requirements[index];
      return requirement === undefined || !isMet(requirement, caller);
    });
  }

  return {
    pathsWithheld(caller, operation, variables) {
      const unmet = new Set(unmetBy(caller, operation));
      const separate = separateOperations(operation.document);
      const document = operation.operationName === null ? operation.document : (separate[operation.operationName] ?? operation.document);
      return unmet.size === 0 ? [] : withheldPaths(document, variables, { policy, unmet });
    },
    withheldFrom(caller, operation) {
      const unmet = unmetBy(caller, operation);
      if (unmet.length === 0) return undefined;
      const id = unmet.join(' ');
      let variant = variants.get(id);
      if (variant === undefined) {
        const set = new Set(unmet);
        variant = { id, from: (document) => withhold(document, policy, set) };
        variants.set(id, variant);
      }
      return variant;
    },
  };
}
