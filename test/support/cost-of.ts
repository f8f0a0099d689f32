// What the gateway's own estimate says of operations over a supergraph, in points.
import type { Supergraph } from '@apollo/federation-internals';
import { getOperationAST, parse } from 'graphql';
import { estimateCost } from '../../gateway/limits/cost/estimate';
import { readCostRules } from '../../gateway/limits/cost/rules';

/** For texts of one operation; throws for others. */
export function costOver(supergraph: Supergraph): (text: string, variables?: Record<string, unknown>) => number {
  const api = supergraph.apiSchema().toGraphQLJSSchema();
  const rules = readCostRules(supergraph.schema);
  return (text, variables = {}) => {
    const document = parse(text);
    const operation = getOperationAST(document);
    if (operation == null) throw new Error('no operation');
    return estimateCost({ document, operation, variables }, api, rules);
  };
}
