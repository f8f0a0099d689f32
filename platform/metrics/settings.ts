// Where the metrics of a process are to be had: settings of every process that serves something.
import { z } from 'zod';

/** To be read with the process's own settings. */
export const METRICS_SETTINGS = {
  METRICS_HOST: z.string().default('127.0.0.1'),
  /** Unset = no address of its own; 0 = any free one. */
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
};

export interface MetricsSettings {
  METRICS_HOST: string;
  METRICS_PORT?: number | undefined;
}
