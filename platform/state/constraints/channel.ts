// Where a change is announced: the payload is the tenant, and says only that there is something to read.

export const CHANNEL = 'customer_graph_link_constraint';
