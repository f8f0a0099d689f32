// The federated gateway: Apollo's composition, planning and API schema over our own data source. Here the environment
// variable that silences its telemetry is set before the library is loaded.
import './telemetry-off';
import { ApolloGateway, type GatewayConfig } from '@apollo/gateway';
import type { QueryPlan, PlanNode, SubscriptionNode } from '@apollo/query-planner';
import { isAbstractType, isNonNullType, isObjectType, type GraphQLSchema } from 'graphql';
import type { SubgraphLink } from '../platform/link/link';
import type { Log } from '../platform/log';
import type { GatewayContext } from './context';
import { createDataSource } from './data-source';
import type { Visibility } from './failed-fetch';
import { createSupergraphManager } from './supergraph';

export interface GatewayOptions {
  supergraphFile: string;
  /** The link of a subgraph; `url` is what the supergraph says. Asked once a subgraph and reload. */
  linkTo(name: string, url: string): SubgraphLink;
  log: Log;
}

/** Not loaded yet: the server does that when it starts. */
export function createGateway({ supergraphFile, linkTo, log }: GatewayOptions): ApolloGateway {
  let visibility: Visibility = { ofType: () => true, anywhere: () => true, mayBeNull: () => true, isOf: () => false };
  const config: GatewayConfig = {
    supergraphSdl: createSupergraphManager(supergraphFile, log),
    buildService: ({ name, url }) => createDataSource(linkTo(name, url ?? ''), () => visibility, log),
    debug: false,
    logger: quiet(log),
    experimental_didResolveQueryPlan({ queryPlan, requestContext }) {
      const context: Partial<GatewayContext> = requestContext.context;
      context.plannedSubgraphs = subgraphsOf(queryPlan);
    },
  };
  const gateway = new ApolloGateway(config);
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => {
    visibility = visibilityOf(apiSchema);
  });
  return gateway;
}

/** The subgraphs a plan will ask. */
export function subgraphsOf(plan: QueryPlan): string[] {
  const names = new Set<string>();
  const walk = (node: PlanNode | SubscriptionNode | undefined): void => {
    if (node === undefined) return;
    if (node.kind === 'Fetch') names.add(node.serviceName);
    else if (node.kind === 'Flatten') walk(node.node);
    else if (node.kind === 'Sequence' || node.kind === 'Parallel') node.nodes.forEach(walk);
    else if (node.kind === 'Condition') [node.ifClause, node.elseClause].forEach(walk);
  };
  walk(plan.node);
  return [...names];
}

/** What clients know of this schema. */
export function visibilityOf(apiSchema: GraphQLSchema): Visibility {
  const fields = new Set<string>();
  for (const type of Object.values(apiSchema.getTypeMap())) {
    if (isObjectType(type)) Object.keys(type.getFields()).forEach((field) => fields.add(field));
  }
  return {
    ofType(typeName, fieldName) {
      const type = apiSchema.getType(typeName);
      return isObjectType(type) && fieldName in type.getFields();
    },
    anywhere: (fieldName) => fields.has(fieldName),
    mayBeNull(typeName, fieldName) {
      const type = apiSchema.getType(typeName);
      const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
      return field === undefined || !isNonNullType(field.type);
    },
    isOf(typeName, abstractName) {
      const type = apiSchema.getType(typeName);
      const abstract = apiSchema.getType(abstractName);
      return isObjectType(type) && isAbstractType(abstract) && apiSchema.isSubType(abstract, type);
    },
  };
}

/** The library logs freely; only what an operator must act on comes through. */
function quiet(log: Log): NonNullable<GatewayConfig['logger']> {
  const nothing = (): void => undefined;
  return {
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: (message: unknown) => log.error('gateway', { cause: typeof message === 'string' ? message : 'see the library' }),
  };
}
