// The seam to whoever plans: an operation in, a plan out. Which planner stands behind it is decided by configuration.
import type { DocumentNode } from 'graphql';
import type { PlanNode } from '../plan';

export interface Planner {
  /** Shown to people who ask how an operation was planned: `apollo`, `hive`. */
  readonly name: string;
  /**
   * The plan of the document's only operation; null where no subgraph has to be asked. The document is valid for the API schema.
   * Throws a GraphQLError where it cannot be planned.
   */
  plan(document: DocumentNode): PlanNode | null;
}
