// Reads a page of metrics as Prometheus does: which there are, and what each series says.

export interface Metric {
  help: string;
  type: string;
}

export interface Metrics {
  /** The whole page. */
  text: string;
  /** By name, without the endings of histograms. */
  named: ReadonlyMap<string, Metric>;
  /** The sum of all series of the name whose labels include these; 0 where there is none. */
  value(name: string, labels?: Record<string, string>): number;
  /** How many series there are of the name. */
  series(name: string): number;
  /** The values that a label of this metric has, each once. */
  values(name: string, label: string): string[];
}

/** GETs the page; throws where there is none, or a line is not of the format. */
export async function readMetrics(url: string): Promise<Metrics> {
  const response = await fetch(url);
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  if (!/^text\/plain;.*version=0\.0\.4/.test(response.headers.get('content-type') ?? '')) throw new Error('not the format of Prometheus');
  const text = await response.text();
  const named = new Map<string, Metric>();
  const series: { name: string; labels: Record<string, string>; value: number }[] = [];
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const comment = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line);
    if (comment !== null) {
      const [, kind, name = '', words = ''] = comment;
      named.set(name, { ...{ help: '', type: '' }, ...named.get(name), [kind === 'HELP' ? 'help' : 'type']: words });
      continue;
    }
    const [, name = '', inner = '', value = ''] = /^([a-z_0-9]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (name === '' || Number.isNaN(Number(value.replace('+Inf', 'Infinity')))) throw new Error(`no line of metrics: ${line}`);
    const labels = Object.fromEntries([...inner.matchAll(/([a-z_]+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', text = '']) => [key, text]));
    series.push({ name, labels, value: Number(value) });
  }
  const of = (name: string) => series.filter((one) => one.name === name);
  return {
    text,
    named,
    series: (name) => of(name).length,
    values: (name, label) => [...new Set(of(name).map(({ labels }) => labels[label] ?? ''))],
    value: (name, labels = {}) =>
      of(name)
        .filter((one) => Object.entries(labels).every(([key, wanted]) => one.labels[key] === wanted))
        .reduce((sum, { value }) => sum + value, 0),
  };
}
