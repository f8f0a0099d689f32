// The seam to whoever decides what a caller may see of an operation: what is not to be fetched is named before anything is planned, and
// what was asked is still known when the answer is shaped. Who decides, and by what, is not known here.
import type { DocumentNode, FieldNode } from 'graphql';

export interface Withheld {
  /** What the client asked. */
  asked: DocumentNode;
  /** The same without what is withheld: all that subgraphs get to see. Selections of fields may be empty, no others but the root's. */
  left: DocumentNode;
  /** Fields of `asked` that are withheld. One that is asked at several places is withheld where all of them are. */
  fields: ReadonlySet<FieldNode>;
}

export interface Withhold {
  /** Tells apart what is withheld of one and the same operation. */
  readonly id: string;
  /** Of a document with one operation, with the keys that the data has. */
  from(document: DocumentNode): Withheld;
}

/** What is said of a field that is withheld. */
export const UNAUTHORISED = { message: 'Unauthorized field or type', code: 'UNAUTHORIZED_FIELD_OR_TYPE' } as const;

/** Of an operation of which nothing is withheld. */
export function nothingWithheld(document: DocumentNode): Withheld {
  return { asked: document, left: document, fields: NONE };
}

const NONE: ReadonlySet<FieldNode> = new Set();
