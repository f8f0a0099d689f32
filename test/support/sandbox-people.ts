// Changes in the pretend systems while a graph runs on them, by their own control endpoint.

/** Adds a record, or alters the fields given of one that exists. Throws where the system refuses it. */
export async function putPerson(vendor: { url: string }, record: { id: string; [field: string]: unknown }): Promise<void> {
  const response = await fetch(`${vendor.url}/__sandbox/people`, { method: 'POST', body: JSON.stringify(record) });
  if (!response.ok) throw new Error(`the sandbox refused a person: ${await response.text()}`);
}
