// What the customer resolvers have at hand in one fetch.
import type { Caller } from '../../platform/request/caller';
import type { LinkConstraints } from '../../platform/state/constraints/port';
import type { Erasures } from '../../platform/state/erasures/port';
import type { Directory } from './directory';
import type { Finder } from './find-customer';

export interface CustomerContext {
  caller: Caller;
  directory: Directory;
  finder: Finder;
  /** One that takes what people say of records from now on into account. */
  newFinder(): Finder;
  constraints: LinkConstraints;
  erasures: Erasures;
  /** Region for phone numbers written without a country code. */
  phoneRegion: string | undefined;
}
