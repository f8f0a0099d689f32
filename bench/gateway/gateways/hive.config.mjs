// Hive Gateway's own settings, all of them defaults but the header that is handed on.
import { defineConfig } from '@graphql-hive/gateway';

const ID_HEADER = 'x-request-id';

export const gatewayConfig = defineConfig({
  propagateHeaders: {
    fromClientToSubgraphs: ({ request }) => ({ [ID_HEADER]: request.headers.get(ID_HEADER) ?? '' }),
  },
});
