// A proposal held against the readers of all domains that it has sections for: what they would refuse to start with.
import { parseMapping, readMapping } from '../../../platform/sql/mapping-file';
import { BILLING_WORDS } from '../../../subgraphs/billing/vendors/sql/mapping';
import { SALES_WORDS } from '../../../subgraphs/sales/vendors/sql/mapping';
import { SUPPORT_WORDS } from '../../../subgraphs/support/vendors/sql/mapping';

/** `path: what is wrong`, each once; empty = every domain can read it. A proposal without a section of any domain is held to nothing but YAML. */
export function mappingFaults(text: string): string[] {
  const { document, faults } = parseMapping(text);
  const has = (section: string): boolean => typeof document === 'object' && document !== null && section in document;
  return [
    ...new Set([
      ...faults,
      ...(has('invoices') ? readMapping(document, BILLING_WORDS).faults : []),
      ...(has('orders') ? readMapping(document, SALES_WORDS).faults : []),
      ...(has('tickets') ? readMapping(document, SUPPORT_WORDS).faults : []),
    ]),
  ];
}
