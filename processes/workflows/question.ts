// How a process reads what it decides by: one federated query, typed by the code generator from the schema. A part that is missing is no
// reason to decide without it.
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { AskGraph } from '../../platform/ask';

/** The graph could not answer in full; `code` is the first error's. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';

  constructor(readonly code: string) {
    super('a source that the decision needs did not answer');
  }
}

/** The answer's data. Throws Unanswered where any part of it failed. */
export async function askFor<Data extends object, Variables extends Readonly<Record<string, unknown>>>(
  ask: AskGraph,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const { data, errors } = await ask({ query: print(document), variables });
  const [fault] = errors;
  if (fault !== undefined || data === null) throw new Unanswered(fault?.code ?? 'NO_ANSWER');
  // What is answered without an error has the shape that the schema promises, and the code generator made the type of that schema.
  return data as Data;
}
