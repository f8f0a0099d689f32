// A process that does something in a vendor's system and never ends by itself, for the test that kills it: says that it has begun.
import { createPatience } from '../../../../platform/request/patience';
import { createActionClaims } from '../../../../platform/state/action-claims/store';
import { createStateDatabase, externalServer } from '../../../../platform/state/database';

const { DATABASE_URL: url = '', KEY: key = '', WITHIN_MS: withinMs = '' } = process.env;
const claims = createActionClaims({ database: createStateDatabase(externalServer(url)), tenant: 'default' });
void claims.during({ source: 'acme', action: 'createTask', key }, createPatience(Number(withinMs)), () => {
  process.stdout.write('begun\n');
  // Something to wait for, as a call under way is.
  return new Promise((resolve) => setTimeout(resolve, 600_000));
});
