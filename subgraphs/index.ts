// The registry: every subgraph of the house, one line each. The only barrel.
import type { SubgraphDefinition } from '../platform/subgraph/definition';
import { billing } from './billing/index';
import { crm } from './crm/index';
import { customer } from './customer/index';
import { marketing } from './marketing/index';
import { process } from './process/index';
import { sales } from './sales/index';
import { support } from './support/index';

export const subgraphs: readonly SubgraphDefinition[] = [crm, sales, billing, marketing, support, customer, process];
