// What the shop sells. Data only.

export interface Article {
  sku: string;
  title: string;
  /** In euros. */
  price: number;
}

export const ARTICLES: readonly [Article, ...Article[]] = [
  { sku: 'BCN-100', title: 'Beacon sensor', price: 79 },
  { sku: 'BCN-104', title: 'Beacon sensor, pack of four', price: 289 },
  { sku: 'BCN-M10', title: 'Beacon Mini', price: 39 },
  { sku: 'BCN-H20', title: 'Beacon Humidity', price: 95 },
  { sku: 'RLY-200', title: 'Relay gateway', price: 249 },
  { sku: 'RLY-P20', title: 'Relay Pro gateway, 4G', price: 429 },
  { sku: 'ACC-BAT', title: 'Batteries for Beacon, 10 pieces', price: 24 },
  { sku: 'ACC-MNT', title: 'Wall mounts, 5 pieces', price: 19 },
  { sku: 'ACC-CBL', title: 'Probe cable, 3 m', price: 15 },
  { sku: 'SRV-CAL', title: 'Calibration certificate', price: 49 },
];

/** A trial piece, which people buy who are no customers yet. */
export const TRIAL_ARTICLE: Article = { sku: 'BCN-TRY', title: 'Beacon trial kit', price: 59 };

export const CARRIERS: readonly [string, ...string[]] = ['DHL', 'UPS', 'DPD', 'FedEx', 'GLS'];
