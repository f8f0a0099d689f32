// Vendure as a shop: the connector. Requests are in the files beside it, mapping in the two wire files; it knows no cache.
import { defineConnector } from '../../../../platform/connector';
import type { SalesConnector } from '../../contract';
import { vendureActions } from './actions';
import { createVendureApi } from './api';
import { contentsOfOrders } from './contents';
import { findCustomers, lookupsOf, searchCustomers } from './customers';
import { customFieldsIn, fieldsOf } from './fields';
import { vendureMapping } from './mapping';
import { ordersOfCustomers } from './orders';
import { vendureSession, type Credentials } from './session';
import { namesOf, settings, toCrosswalk, type VendureSettings } from './settings';
import { readShop, type NamedFields } from './shop';
import type { ShopAccess } from './shop-access';
import type { Account } from './wire';

/** https://docs.vendure.io/reference/typescript-api/common/permission/, of the administrator's roles. */
const SCOPES = { find: 'ReadCustomer', search: 'ReadCustomer', orders: 'ReadCustomer', contents: 'ReadOrder' };

/** A Vendure shop, by its Admin API. Settings: settings.ts; why it is asked this way: docs/decisions/vendure.md. */
export const vendure = defineConnector<SalesConnector>()({
  vendor: 'vendure',
  settings,
  async connect({ source, settings: given, current, http: createHttp, phoneRegion, customPaths = [] }) {
    const open = { baseUrl: given.URL, headers: () => toHeaders(current()) };
    const loginHttp = createHttp(open);
    const http =
      given.USERNAME === undefined
        ? loginHttp
        : createHttp({ ...open, session: vendureSession(source, loginHttp, () => toCredentials(current())) });
    const close = async (): Promise<void> => {
      await Promise.all([http.close(), loginHttp.close()]);
    };
    const api = createVendureApi(source, http);
    const account: Account = {
      ...{ source, phoneRegion, salesPersonField: given.SALES_PERSON_FIELD },
      ...{ dashboard: given.DASHBOARD?.replace(/\/+$/, ''), crosswalk: toCrosswalk(given), ofChannel: given.CHANNEL !== undefined },
    };
    const reader = await readShop(source, api, { ...namedFields(given), shown: customFieldsIn(customPaths) }).catch(
      async (error: unknown) => {
        await close();
        throw error;
      },
    );
    const access: ShopAccess = { api, account, shop: reader.shop };
    return {
      lookups: lookupsOf(access),
      scopes: SCOPES,
      mapping: vendureMapping(account),
      find: findCustomers(access),
      search: searchCustomers(access),
      orders: ordersOfCustomers(access),
      contents: contentsOfOrders(access),
      actions: vendureActions(api, source),
      fields: fieldsOf(access),
      close,
    };
  },
});

/** https://docs.vendure.io/reference/typescript-api/configuration/api-options/#channeltokenkey, /auth/auth-options/#apikeyheaderkey */
function toHeaders({ API_KEY, CHANNEL }: VendureSettings): Record<string, string> {
  return {
    ...(API_KEY === undefined ? {} : { 'vendure-api-key': API_KEY }),
    ...(CHANNEL === undefined ? {} : { 'vendure-token': CHANNEL }),
  };
}

/** Of an administrator; the settings have them where they have no key. */
function toCredentials({ USERNAME: username = '', PASSWORD: password = '' }: VendureSettings): Credentials {
  return { username, password };
}

function namedFields(given: VendureSettings): Omit<NamedFields, 'shown'> {
  const { CUSTOM_FIELDS, SALES_PERSON_FIELD } = given;
  const crosswalk = toCrosswalk(given);
  return {
    customer: { CUSTOM_FIELDS: namesOf(CUSTOM_FIELDS), EXTERNAL_ID: crosswalk === undefined ? [] : [crosswalk.field] },
    order: { SALES_PERSON_FIELD: SALES_PERSON_FIELD === undefined ? [] : [SALES_PERSON_FIELD] },
  };
}
