// The seam to whoever needs to know more of an answer than the client asked for: it is fetched with the rest, and never shown.
import type { DocumentNode } from 'graphql';

/** Adds fields to an operation, before it is planned, under keys that are their names. What it adds takes no arguments. */
export type AlsoAsk = (document: DocumentNode) => DocumentNode;
