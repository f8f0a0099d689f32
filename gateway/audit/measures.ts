// What the recording of access tells those who watch the process. There whether anything is recorded or not.
import type { Measure } from '../../platform/metrics/measure';
import type { AuditWriter } from '../../platform/state/audit/writer';

/** undefined = nothing is recorded here. */
export function auditMeasures(writer: AuditWriter | undefined): readonly Measure[] {
  const counts = (): ReturnType<AuditWriter['counts']> => writer?.counts() ?? { written: 0, lost: 0, waiting: 0 };
  return [
    {
      ...{ kind: 'counter', name: 'customer_graph_audit_records_total', labels: ['outcome'] },
      help: 'Records of access to personal data: written, or lost.',
      read: () => (['written', 'lost'] as const).map((outcome) => ({ labels: { outcome }, value: counts()[outcome] })),
    },
    {
      ...{ kind: 'gauge', name: 'customer_graph_audit_records_waiting', labels: [] },
      help: 'Records of access to personal data that are not written yet.',
      read: () => [{ labels: {}, value: counts().waiting }],
    },
    {
      ...{ kind: 'gauge', name: 'customer_graph_audit_failing', labels: [] },
      help: 'Whether the newest attempt to write records of access failed.',
      read: () => [{ labels: {}, value: writer?.isFailing() === true ? 1 : 0 }],
    },
  ];
}
