// What the shop is before it has customers: countries, a tax, a way to send, two ways to pay, and its articles.
import {
  ChannelService,
  CurrencyCode,
  dummyPaymentHandler,
  LanguageCode,
  Populator,
  ProductService,
  ProductVariantService,
  ShippingMethodService,
  type ID,
  type InitialData,
  type RequestContext,
} from '@vendure/core';
import type { ShopArticle } from '../people';
import { accepted, type Services } from './services';

/** Codes of ISO 3166-1, and names. */
const COUNTRIES: Readonly<Record<string, string>> = {
  ...{
    AT: 'Austria',
    BE: 'Belgium',
    BR: 'Brazil',
    CH: 'Switzerland',
    CN: 'China',
    DE: 'Germany',
    DK: 'Denmark',
    ES: 'Spain',
    FI: 'Finland',
  },
  ...{
    FR: 'France',
    GB: 'United Kingdom',
    GH: 'Ghana',
    GR: 'Greece',
    IE: 'Ireland',
    IN: 'India',
    IT: 'Italy',
    JP: 'Japan',
    KR: 'South Korea',
  },
  ...{ MX: 'Mexico', NG: 'Nigeria', NL: 'Netherlands', NO: 'Norway', PL: 'Poland', PT: 'Portugal', SE: 'Sweden', TR: 'Turkey' },
  ...{ UA: 'Ukraine', US: 'United States of America', VN: 'Vietnam' },
};

const way = (name: string, automaticSettle: boolean): InitialData['paymentMethods'][number] => ({
  name,
  handler: { code: dummyPaymentHandler.code, arguments: [{ name: 'automaticSettle', value: String(automaticSettle) }] },
});

/** Codes of the ways to pay, as Vendure makes them of the names: paid at once, and only promised. */
export const PAID = 'paid-at-once';
export const PROMISED = 'promised';

const INITIAL: InitialData = {
  defaultLanguage: LanguageCode.en,
  defaultZone: 'World',
  countries: Object.entries(COUNTRIES).map(([code, name]) => ({ code, name, zone: 'World' })),
  taxRates: [{ name: 'Standard', percentage: 19 }],
  shippingMethods: [{ name: 'Parcel', price: 500, taxRate: 19 }],
  paymentMethods: [way('Paid at once', true), way('Promised', false)],
  collections: [],
};

export interface Catalogue {
  shippingMethodId: ID;
  variantBySku: ReadonlyMap<string, ID>;
}

/** Gives the default channel of an empty shop its countries, its tax, which is part of every price, and ways to send and to pay. */
export async function fillChannel(services: Services, ctx: RequestContext): Promise<void> {
  await services.get(Populator).populateInitialData(INITIAL);
  const change = { pricesIncludeTax: true, defaultCurrencyCode: CurrencyCode.EUR, availableCurrencyCodes: [CurrencyCode.EUR] };
  accepted(await services.get(ChannelService).update(ctx, { id: ctx.channelId, ...change }));
}

/** Adds the articles. `ctx` is of after `fillChannel`. */
export async function fillCatalogue(services: Services, ctx: RequestContext, articles: readonly ShopArticle[]): Promise<Catalogue> {
  const variantBySku = new Map<string, ID>();
  for (const { sku, name, price } of articles) {
    const words = [{ languageCode: LanguageCode.en, name, slug: sku.toLowerCase(), description: '' }];
    const product = await services.get(ProductService).create(ctx, { enabled: true, translations: words });
    const translations = [{ languageCode: LanguageCode.en, name }];
    const [variant] = await services
      .get(ProductVariantService)
      .create(ctx, [{ productId: product.id, sku, price, stockOnHand: 1_000_000, translations }]);
    if (variant !== undefined) variantBySku.set(sku, variant.id);
  }
  const [method] = (await services.get(ShippingMethodService).findAll(ctx)).items;
  if (method === undefined) throw new Error('there is no way to send a parcel');
  return { shippingMethodId: method.id, variantBySku };
}
