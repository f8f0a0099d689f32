// The graphs there are.
import { customer } from './customer';
import type { Graph } from './graph';
import { heavy } from './heavy';

export const graphs: readonly Graph[] = [heavy, customer];
