// The keys of the audit trail, from one secret of the operator's. Without it nobody can tell whom a record is about, nor make one that
// fits the chain: it belongs elsewhere than the database.
import { createHmac, hkdfSync } from 'node:crypto';

export interface AuditKeys {
  /** The name under which a customer's id is kept. */
  customer(tenant: string, id: string): string;
  /** The name under which a document's hash is kept. */
  document(tenant: string, hash: string): string;
  /** What binds a row's text to the one before it. */
  link(previous: Buffer, text: string): Buffer;
  /** What vouches for the end of a tenant's chain. */
  proof(tenant: string, seq: number, hash: Buffer): Buffer;
}

export function createAuditKeys(secret: string): AuditKeys {
  const derive = (use: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', `customer-graph audit ${use}`, 32));
  const [customers, documents, chain, heads] = [derive('customers'), derive('documents'), derive('chain'), derive('heads')];
  const named = (key: Buffer, tenant: string, what: string): string =>
    createHmac('sha256', key)
      .update(JSON.stringify([tenant, what]))
      .digest('base64url');
  return {
    customer: (tenant, id) => named(customers, tenant, id),
    document: (tenant, hash) => named(documents, tenant, hash),
    link: (previous, text) => createHmac('sha256', chain).update(previous).update(text).digest(),
    proof: (tenant, seq, hash) =>
      createHmac('sha256', heads)
        .update(JSON.stringify([tenant, seq, hash.toString('hex')]))
        .digest(),
  };
}
