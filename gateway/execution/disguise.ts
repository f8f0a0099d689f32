// The seam to whoever decides which values of an answer are shown otherwise than they are: by field, before any value is there. What is
// fetched, kept and joined stays as it is.
import type { GraphQLOutputType } from 'graphql';

export interface Disguise {
  /** Tells apart what is disguised of one and the same operation. */
  readonly id: string;
  /** How values of the field are shown; null = as they are. It is given what is valid, and must answer no null where none is allowed. */
  of(typeName: string, fieldName: string, type: GraphQLOutputType): ((value: unknown) => unknown) | null;
}
