// Where a change of API keys is announced: the payload is the tenant, and says only that there is something to read.

export const CHANNEL = 'customer_graph_api_key';
