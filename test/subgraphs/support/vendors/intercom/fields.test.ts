// Custom fields of Intercom: the workspace's own attributes of contacts, and what every contact has.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hasField } from '../../../../../platform/domain/custom-fields';
import { intercom } from '../../../../../subgraphs/support/vendors/intercom';
import { testCall } from '../../../../support/call';
import { startConnector } from '../../../../support/vendor-server';
import { TOKEN } from './intercom-world';

const attribute = (full_name: string, custom: boolean) => ({ type: 'data_attribute', name: full_name, full_name, custom });

/** What a workspace with these attributes is asked, and the fields that are made of its answer. */
async function fieldsOf(data: readonly object[]): Promise<{ asked: string[]; fields: readonly string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${String(request.headers['intercom-version'])}`);
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ type: 'list', data }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const connector = await startConnector(intercom, { URL: `http://127.0.0.1:${port}`, TOKEN });
  try {
    return { fields: (await connector.fields?.(testCall())) ?? [], asked };
  } finally {
    await connector.close?.();
    server.close().closeAllConnections();
  }
}

it('are asked for of contacts, in the version of everything else', async () => {
  expect((await fieldsOf([])).asked).toEqual(['GET /data_attributes?model=contact 2.15']);
});

it('are those that the workspace made, by their full names', async () => {
  const { fields } = await fieldsOf([attribute('custom_attributes.Paid seats', true), attribute('custom_attributes.plan', true)]);
  expect(
    ['custom_attributes.Paid seats', 'custom_attributes.plan', 'external_id', 'location.city'].filter((path) => !hasField(fields, path)),
  ).toEqual([]);
  expect(hasField(fields, 'custom_attributes.plans')).toBe(false);
});

it('are not what the list of attributes calls otherwise than a contact does', async () => {
  const { fields } = await fieldsOf([attribute('location_data.region_name', false), attribute('custom_attributes.', true)]);
  expect(
    ['location_data.region_name', 'location_data', 'custom_attributes', 'custom_attributes.x'].filter((path) => hasField(fields, path)),
  ).toEqual([]);
});
