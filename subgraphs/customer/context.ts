// What the customer resolvers have at hand in one fetch.
import type { Directory } from './directory';
import type { Finder } from './find-customer';

export interface CustomerContext {
  directory: Directory;
  finder: Finder;
  /** Region for phone numbers written without a country code. */
  phoneRegion: string | undefined;
}
